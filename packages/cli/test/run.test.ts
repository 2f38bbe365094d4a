import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest";
import {
  ActionError,
  InvalidInput,
  PlanError,
  type PlanId,
  ProfileError,
  planIdFromKey,
  StorageError,
} from "@planwright/domain";
import { MigrationError } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { UsageError } from "../src/command/UsageError.ts";
import { exitCodeOf } from "../src/run.ts";
import { ACTION_FILE, at, CommandLine, withPlan } from "./CommandLine.ts";
import { ACTED_UPON, withoutColours } from "./terminal.ts";

describe("exit codes", () => {
  const planId: PlanId = planIdFromKey("x");
  it.each([
    [2, new UsageError({ reason: { _tag: "NeedsYes", command: "x" } })],
    [2, InvalidInput.at("", [], "x")],
    [2, new PlanError({ reason: { _tag: "Ambiguous", id: "x", candidates: [] } })],
    [3, new PlanError({ reason: { _tag: "NotFound", id: "x" } })],
    [4, new PlanError({ reason: { _tag: "StaleVersion", planId, given: 1, current: 2 } })],
    [4, new PlanError({ reason: { _tag: "LeaseLost", planId, version: 1 } })],
    [4, new PlanError({ reason: { _tag: "PersonRequired", command: "x", actor: "agent:x" } })],
    [3, new ActionError({ reason: { _tag: "NotFound", name: "x" } })],
    [4, new ActionError({ reason: { _tag: "Exists", name: "x" } })],
    [2, new ProfileError({ reason: { _tag: "Unknown", name: "x", known: [] } })],
    [3, new ProfileError({ reason: { _tag: "NotFound", name: "x", known: [] } })],
    [4, new ProfileError({ reason: { _tag: "Loosens", rules: [] } })],
    [2, new ProfileError({ reason: { _tag: "EmptyName", level: "plan" } })],
    [4, new StorageError({ reason: { _tag: "Conflict", constraint: "x" } })],
    [6, new StorageError({ reason: { _tag: "Busy", waitedMillis: 1 } })],
    [6, new StorageError({ reason: { _tag: "Full" } })],
    [6, new StorageError({ reason: { _tag: "SchemaTooNew", what: "x" } })],
    [6, new MigrationError({ reason: { _tag: "NotADatabase", what: "x" }, location: "x" })],
    [2, new MigrationError({ reason: { _tag: "UnknownMigration", name: "x", known: [] }, location: "x" })],
    [1, new MigrationError({ reason: { _tag: "BrokenChain", what: "x" }, location: "x" })],
  ])("%i for %s", (code, error) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe("run", () => {
  let cli: CommandLine;
  let id: string;
  beforeAll(async () => {
    ({ cli, id } = await withPlan("manual"));
  });
  afterAll(() => cli.remove());

  it.each([
    ["plan status ID", 0],
    ["plan list", 0],
    ["plan claim", 0],
    ["plan status nope", 3],
    ["plan status", 2],
    ["plan status a b", 2],
    ["plan status ID --nope", 2],
    ["plan nope", 2],
    ["nope", 2],
    ["action show local/nope", 3],
    ["action show openai/x", 2],
    ["automation-profile show nope", 3],
    ["automation-profile remove balanced", 4],
    ["config get nope", 2],
    ["plan retry ID", 4],
    ["plan revert ID", 4],
    ["plan complete ID --lease-token x", 4],
    ["plan advance ID --to apply", 4],
    ["plan advance ID --to strategize --actor agent:x", 5],
    ["plan advance ID --to strategize --confidence 7", 2],
    ["plan advance ID --to strategize --confidence much", 2],
    ["plan advance ID", 2],
    ["plan check ID strategize", 5],
    ["plan check ID tool --tool x --unsafe", 4],
    ["plan check ID tool", 2],
    ["plan check ID nope", 2],
    ["plan capture ID", 4],
    ["plan capture ID --actor agent:x", 4],
    ["plan cancel ID --yes --actor agent:x", 4],
    ["plan wait ID", 5],
    ["plan wait ID --until queued", 0],
    ["plan wait ID --until applied --timeout 0s", 5],
    ["plan wait ID --until sometime", 2],
    ["plan list --limit 0", 2],
    ["plan list --limit 501", 2],
    ["plan list --cursor x", 2],
    ["plan list --since yesterday", 2],
    ["plan list --project openai/x", 2],
    ["plan claim --lease 1s", 2],
    ["plan claim --lease soon", 2],
    ["plan export", 2],
    ["plan export ID --all", 2],
    ["plan use local/nope local/api", 3],
    ["plan use local/fix-bug", 2],
    ["plan use local/fix-bug local/api", 2],
    ["plan use local/fix-bug local/api --arg issue=x", 2],
    ["plan use local/fix-bug local/api --arg issue", 2],
    ["plan use local/fix-bug local/api --arg issue=1 --arg issue=2", 2],
    ["plan use local/fix-bug local/api --arg issue=1 --automation-profile nope", 2],
    ["plan use local/fix-bug local/api --arg issue=1 --project-alias local/web=w", 2],
    ["plan delete ID", 2],
    ["plan apply ID", 2],
    ["plan cancel ID", 2],
    ["db verify", 0],
    ["db status", 0],
    ["db migrate --to nope", 2],
    ["db migrate --dry-run", 0],
    ["db status --database-url sqlite::memory:", 2],
    ["plan list --database-url sqlite::memory:", 0],
    ["completion fish", 2],
  ])("`%s` ends with %i, and prints JSON that says so", async (words, exitCode) => {
    const ran = await cli.run([...words.replace("ID", id).split(" "), "--json"]);
    expect({ exitCode: ran.exitCode, stderr: ran.stderr }).toMatchObject({ exitCode });
    const envelope = JSON.parse(ran.stdout);
    expect(envelope.exit_code).toBe(exitCode);
    expect(Object.keys(envelope)).toEqual([
      "schema_version",
      "command",
      "status",
      "exit_code",
      "data",
      "timing",
      "messages",
    ]);
  });

  it.each([
    ["plan status nope", "not_found"],
    ["plan nope", "unknown_command"],
    ["plan status ID --nope", "unknown_flag"],
    ["plan status", "bad_arguments"],
    ["plan cancel ID", "needs_yes"],
    ["plan advance ID --to strategize --actor agent:x", "approval_required"],
    ["plan list --database-url mysql://x", "not_a_url"],
    ["db migrate --to nope", "unknown_migration"],
  ])("`%s` fails with the code %s, in JSON and in a sentence", async (words, code) => {
    const ran = await cli.run([...words.replace("ID", id).split(" "), "--json"]);
    const envelope = JSON.parse(ran.stdout);
    expect(envelope).toMatchObject({ status: "error", data: { error: { code } } });
    expect(Object.keys(envelope.data)).toEqual(["error"]);
    expect(Object.keys(envelope.data.error)).toEqual(["code", "message", "details"]);
    expect(ran.stderr).toBe(`error: ${envelope.data.error.message}\n`);
  });

  it("leaves nothing behind where it was refused [X5]", async () => {
    const before = await cli.json("plan list --count");
    await cli.run("plan use local/fix-bug local/api --arg issue=x");
    await cli.run("plan use local/fix-bug local/api local/api --arg issue=1");
    const after = await cli.json("plan list --count");
    expect(at(after, "totals")).toEqual(at(before, "totals"));
  });

  it("prints nothing on standard output when it fails, in formats for people", async () => {
    for (const format of ["rich", "table", "plain"]) {
      expect(await cli.run(`plan status nope --format ${format}`)).toMatchObject({ exitCode: 3, stdout: "" });
    }
  });

  it("prints one line of JSON when it fails, in the format of lines", async () => {
    const { stdout } = await cli.run("plan status nope --format jsonl");
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(stdout).error.code).toBe("not_found");
  });

  it("succeeds with a warning where the next gate waits", async () => {
    const used = await cli.json("plan use local/fix-bug local/api --arg issue=1 --automation-profile manual");
    expect(used).toMatchObject({
      status: "warn",
      exit_code: 0,
      data: { waiting_for: { kind: "approval", operation: "strategize" } },
    });
    expect(used.messages).toEqual([
      { level: "warn", text: expect.stringContaining("waits for a person at the gate strategize") },
    ]);
    const plain = await cli.run("plan use local/fix-bug local/api --arg issue=1 --automation-profile manual");
    expect(plain.stderr).toMatch(
      /^note: The plan waits for a person at the gate strategize; next: planwright plan strategize \w{8}\n$/,
    );
  });

  it("says what was meant where something was misspelt", async () => {
    const sentence = async (words: string) => (await cli.run(words)).stderr;
    expect(await sentence("plan staus")).toContain("Did you mean `planwright plan status`?");
    expect(await sentence("pln list")).toContain("Did you mean `planwright plan`?");
    expect(await sentence("plan list --statte queued")).toContain("Did you mean `--state`?");
    expect(await sentence("nothing-like-it")).toContain("`planwright --help` lists the commands.");
    expect(await sentence("plan nothing-like-it")).toContain("`planwright plan --help` lists the commands.");
  });

  it("says when a file is not a database", async () => {
    const url = `sqlite://${cli.file("notes.db", "not a database, but long enough to have a header of one\n".repeat(40))}`;
    const ran = await cli.run(["plan", "list", "--database-url", url]);
    expect(ran.exitCode).toBe(6);
    expect(readFileSync(cli.path("notes.db"), "utf8")).toMatch(/^not a database/);
    expect((await cli.run(["db", "status", "--database-url", url])).exitCode).toBe(6);
    writeFileSync(cli.path("notes.db"), "");
  });

  it("names every profile there is where one is not known [P8]", async () => {
    const ran = await cli.run("plan use local/fix-bug local/api --arg issue=1 --automation-profile nope");
    expect(ran.stderr).toContain("choose one of manual, review, supervised, balanced");
  });

  it("never chooses a plan by itself [X9]", async () => {
    for (const verb of [
      "status",
      "tree",
      "history",
      "explain",
      "snapshot",
      "wait",
      "cancel --yes",
      "delete --yes",
    ]) {
      const ran = await cli.run(`plan ${verb}`, { stdin: `${id}\n` });
      expect({ verb, exitCode: ran.exitCode }).toEqual({ verb, exitCode: 2 });
    }
  });

  it("tells of a fault of its own without what it was about [L1]", async () => {
    const broken = Layer.effectContext(Effect.die(new TypeError("MARKER-4711")));
    const ran = await cli.run("plan list", { ledger: broken });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toMatch(/^error: internal error \(TypeError\)/);
    expect(ran.stderr).not.toContain("MARKER-4711");
  });

  it("keeps what is logged off standard output, and says nothing of it when it is to be quiet", async () => {
    const warned = Layer.effectContext(
      Effect.andThen(Effect.logWarning("Plan \u001b[2J holds text"), Effect.die(new TypeError("x"))),
    );
    const loud = await cli.run("plan list --json", { ledger: warned });
    expect(JSON.parse(loud.stdout)).toMatchObject({
      command: "plan list",
      status: "error",
      exit_code: 1,
      data: { error: { code: "internal_error" } },
    });
    expect(loud.stderr).toContain("warning: Plan \\u{1b}[2J holds text\n");
    expect((await cli.run("plan list -q", { ledger: warned })).stderr).not.toContain("warning");
  });

  it("keeps what a person reads free of what a terminal would act upon, and JSON too", async () => {
    const evil = "a\u001b]0;owned\u0007\u009b2J\u202eb";
    const refused = await cli.run(["plan", "use", "local/fix-bug", "local/api", "--name", evil], {
      terminal: 80,
    });
    expect(refused.exitCode).toBe(2);
    const unknown = await cli.run(["plan", "status", evil], { terminal: 80 });
    const command = await cli.run([evil], { terminal: 80 });
    const json = await cli.run(["plan", "status", evil, "--json"]);
    for (const text of [refused.stderr, unknown.stderr, command.stderr, json.stdout, json.stderr]) {
      expect(withoutColours(text)).not.toMatch(ACTED_UPON);
    }
    expect(JSON.parse(json.stdout).data.error.details.id).toBe(evil);
  });

  it("works with the second run on what the first one wrote, at once [X4]", async () => {
    const other = new CommandLine();
    await other.run(["action", "create", "--config", other.file("a.yaml", ACTION_FILE)]);
    expect(at(await other.json("action list"), "summary.total")).toBe(1);
    await other.run("action archive local/fix-bug");
    expect(at(await other.json("action list"), "summary")).toEqual({ total: 1, available: 0, archived: 1 });
    other.remove();
  });
});
