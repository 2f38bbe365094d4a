import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Desk } from "../desk/Desk.ts";
import { program } from "../desk/installed.ts";
import { createAction, makePlan } from "../desk/making.ts";
import { useDesk } from "../desk/useDesk.ts";

const ESCAPE = "\u001b";

/** Runs a line of a shell in which `planwright` is the program. */
const shell = (desk: Desk, line: string) =>
  desk.other(["bash", "-c", `set -o pipefail; planwright() { "$PLANWRIGHT" "$@"; }; ${line}`], {
    env: { PLANWRIGHT: program },
  });

/** An action whose text is far longer than a pipe holds. */
const LONG = "x".repeat(60_000);

describe("output", () => {
  it("is plain and without colours when it is piped, whatever the surroundings promise", async () => {
    const desk = useDesk();
    const id = await makePlan(desk, "--automation-profile manual");
    const env = { TERM: "xterm-256color", FORCE_COLOR: "1", COLORTERM: "truecolor", CLICOLOR_FORCE: "1" };
    const list = await desk.run("plan list", { env });
    expect(list).toMatchObject({ code: 0, stderr: "" });
    expect(list.stdout).toBe(`${id}\taction\tqueued\tlocal/build\tmanual\tacme/api\n`);
    const status = await desk.run(`plan status ${id}`, { env });
    expect(status.stdout).toContain(`plan_id: ${id}\n`);
    const table = await desk.run("plan list --format table", { env });
    expect(table.stdout).toContain(id.slice(-8));
    const refused = await desk.run("plan status ZZZZZZZZ", { env });
    expect(refused).toMatchObject({ code: 3, stdout: "" });
    expect(
      [status, table, refused, list].map(({ stderr, stdout }) => stdout + stderr).join(""),
    ).not.toContain(ESCAPE);
  });

  it("says on standard error what is besides the result, and nothing with --quiet", async () => {
    const desk = useDesk();
    await createAction(desk);
    const use = "plan use local/build acme/api --automation-profile manual";
    expect(await desk.run(use)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("plan_id: "),
      stderr: expect.stringMatching(/^note: [^\n]+strategize[^\n]+\n$/),
    });
    expect(await desk.run(`${use} --quiet`)).toMatchObject({ code: 0, stderr: "" });
    expect(await desk.run(`${use} --dry-run`)).toMatchObject({
      stderr: expect.stringContaining("nothing was changed"),
    });
  });

  it("is one whole document in each format that programs read, also of a refusal [X8]", async () => {
    const desk = useDesk();
    const id = await makePlan(desk);
    expect(
      (await desk.run("plan list --format jsonl")).stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).plan_id),
    ).toEqual([id]);
    const yaml = await desk.run("plan status ZZZZZZZZ --format yaml");
    expect(yaml).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^schema_version: 1\ncommand: plan status\n/),
    });
    expect(yaml.stdout).toContain("exit_code: 3\n");
    const jsonl = await desk.run("plan status ZZZZZZZZ --format jsonl");
    expect(JSON.parse(jsonl.stdout)).toMatchObject({ error: { code: "not_found" } });
    expect((await desk.run("plan list", { env: { PLANWRIGHT_JSON: "1" } })).stdout).toMatch(/^\{\n/);
    expect((await desk.run("plan list", { env: { PLANWRIGHT_FORMAT: "jsonl" } })).stdout).toMatch(/^\{"/);
    await desk.unchanged("plan list", 2, "PLANWRIGHT_QUIET", { env: { PLANWRIGHT_QUIET: "perhaps" } });
  });

  it("ends quietly when nobody reads on, and what was done stays done", async () => {
    const desk = useDesk();
    await createAction(desk, { long_description: LONG, definition_of_done: LONG });
    const quiet = { code: 0, stderr: "" };
    expect(await shell(desk, "planwright action show local/build | head -1")).toMatchObject({
      ...quiet,
      stdout: "name: local/build\n",
    });
    expect(await shell(desk, "planwright action show local/build --json | true")).toMatchObject(quiet);
    expect(await shell(desk, "planwright plan use local/build acme/api --json | true")).toMatchObject(quiet);
    expect(await shell(desk, "planwright plan use local/build acme/api >&-")).toMatchObject(quiet);
    expect(await shell(desk, "planwright plan status ZZZZZZZZ 2>&-")).toMatchObject({ code: 3, stderr: "" });
    expect((await desk.ok("plan list")).data).toMatchObject({ summary: { total: 2 } });
  });

  it.runIf(existsSync("/dev/full"))("says so when the result cannot be written", async () => {
    const desk = useDesk();
    await desk.ok("plan list");
    const { code, stderr } = await shell(desk, "planwright plan list --json > /dev/full");
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).not.toContain("internal error");
    expect(code).not.toBe(0);
  });

  it("reads nothing that it was not asked to read, and never asks where nobody can answer", async () => {
    const desk = useDesk();
    const id = await makePlan(desk);
    expect((await desk.ok("plan list", { input: "y\n" })).data).toMatchObject({ summary: { total: 1 } });
    for (const typed of [`plan cancel ${id}`, `plan delete ${id}`, `plan apply ${id}`])
      await desk.unchanged(typed, 2, "--yes", { input: "y\n" });
  });
});
