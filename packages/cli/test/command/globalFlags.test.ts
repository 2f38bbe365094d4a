import { afterAll, describe, expect, it } from "@effect/vitest";
import { at, CommandLine } from "../CommandLine.ts";

const cli = new CommandLine();
afterAll(() => cli.remove());

const LIST = "automation-profile list";

describe("flags of every command", () => {
  it("choose the format: rich on a terminal, plain elsewhere, or as asked for", async () => {
    const first = async (words: string, options = {}) => (await cli.run(words, options)).stdout.slice(0, 12);
    expect(await first(LIST)).toBe("manual\tbuilt");
    expect(await first(LIST, { terminal: 80, env: { NO_COLOR: "1" } })).toBe("profile     ");
    expect(await first(`${LIST} --json`)).toBe('{\n  "schema_');
    expect(await first(`--json ${LIST}`)).toBe('{\n  "schema_');
    expect(await first(`${LIST} --format jsonl`)).toBe('{"name":"man');
    expect(await first(`${LIST} --format yaml`)).toBe("schema_versi");
    expect(await first(`${LIST} --format table`)).toBe("+-----------");
  });

  it("have variables, which a flag beats", async () => {
    const first = async (env: Readonly<Record<string, string>>, flags = "") =>
      (await cli.run(`${LIST}${flags}`, { env })).stdout.slice(0, 7);
    expect(await first({ PLANWRIGHT_FORMAT: "jsonl" })).toBe('{"name"');
    expect(await first({ PLANWRIGHT_JSON: "1" })).toBe('{\n  "sc');
    expect(await first({ PLANWRIGHT_JSON: "0" })).toBe("manual\t");
    expect(await first({ PLANWRIGHT_JSON: "1" }, " --format table")).toBe("+------");
    expect(await first({ PLANWRIGHT_FORMAT: "" })).toBe("manual\t");
  });

  it.each([
    [LIST, { PLANWRIGHT_FORMAT: "pdf" }, /PLANWRIGHT_FORMAT: must be one of rich, table/],
    [LIST, { PLANWRIGHT_JSON: "perhaps" }, /PLANWRIGHT_JSON: must be 1 or 0/],
    [LIST, { PLANWRIGHT_ACTOR: "nobody" }, /PLANWRIGHT_ACTOR: must be user:, agent:/],
    [`${LIST} --actor robot:x`, {}, /--actor: must be user:, agent:/],
    [`${LIST} --actor user:`, {}, /--actor: must be/],
    [`${LIST} --json --format yaml`, {}, /--json: is short for --format json/],
    [`${LIST} --format pdf`, {}, /Expected --format=pdf to be one of/],
    [`${LIST} --format`, {}, /Flag --format expects one of these values/],
    [`${LIST} --database-url mysql://x`, {}, /database URL/],
    [`${LIST} --database-url sqlite://relative.db`, {}, /relative path/],
  ])("are checked: %s %j", async (words, env, sentence) => {
    const { exitCode, stderr } = await cli.run(words, { env });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(sentence);
  });

  it("colour a terminal only where colours are wanted", async () => {
    const coloured = async (env: Readonly<Record<string, string>>, words = LIST) =>
      (await cli.run(words, { terminal: 80, env })).stdout.includes("\u001b[");
    expect(await coloured({})).toBe(true);
    expect(await coloured({ NO_COLOR: "" })).toBe(true);
    expect(await coloured({ NO_COLOR: "1" })).toBe(false);
    expect(await coloured({ TERM: "dumb" })).toBe(false);
    expect(await coloured({ PLANWRIGHT_NO_COLOR: "1" })).toBe(false);
    expect(await coloured({}, `${LIST} --no-color`)).toBe(false);
    expect((await cli.run(LIST)).stdout).not.toContain("\u001b[");
  });

  it("say who acts: the user who is logged in, unless another actor is named", async () => {
    await cli.run("config set core.automation-profile supervised");
    const by = async () => at(await cli.json("config get core.automation-profile"), "updated_by");
    expect(await by()).toBe("user:tester");
    await cli.run("config set core.automation-profile supervised", { env: { PLANWRIGHT_ACTOR: "user:eve" } });
    expect(await by()).toBe("user:eve");
    await cli.run("config set core.automation-profile balanced --actor user:bob", {
      env: { PLANWRIGHT_ACTOR: "user:eve" },
    });
    expect(await by()).toBe("user:bob");
  });

  it("keep the ledger in the user's state directory, and nowhere in the working directory [X10]", async () => {
    const status = await cli.json("db status");
    expect(at(status, "location")).toBe(cli.path("state/planwright/ledger.db"));
    const other = new CommandLine();
    const relative = await other.json("db status", { env: { XDG_STATE_HOME: "state" } });
    expect(at(relative, "location")).toBe(other.path(".local/state/planwright/ledger.db"));
    other.remove();
  });

  it("silence everything but the result and errors", async () => {
    expect((await cli.run("config set core.automation-profile manual --dry-run")).stderr).toBe(
      "Dry run: nothing was changed.\n",
    );
    expect((await cli.run("config set core.automation-profile manual --dry-run --quiet")).stderr).toBe("");
    expect((await cli.run("plan status nope -q")).stderr).toContain("No plan has the id");
  });
});
