import { readdirSync, statSync } from "node:fs";
import { afterAll, describe, expect, it } from "@effect/vitest";
import { at, CommandLine } from "../CommandLine.ts";
import { ACTED_UPON, withoutColours } from "../terminal.ts";

const cli = new CommandLine();
afterAll(() => cli.remove());

describe("quickstart", () => {
  it("takes a plan to its last gate on a ledger of its own, and says what to try next", async () => {
    const { exitCode, stderr, stdout } = await cli.run("quickstart");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).not.toMatch(ACTED_UPON);
    for (const step of [1, 2, 3, 4, 5, 6, 7]) expect(stdout).toMatch(new RegExp(`^${step}  [A-Z]`, "m"));
    expect(stdout).toContain("Waits for a person at the gate execute  auto_execute = 0.8");
    expect(stdout).toContain("a confidence of at least 0.8 (0.7 was given)");
    expect(stdout).toMatch(/├─ ○ \w{8} strategize\/queued/);
    expect(stdout).toContain("What to try next");
  });

  it("begins in a new folder each time, readable by its owner alone, and touches no other ledger", async () => {
    await cli.run("quickstart");
    const folders = readdirSync(cli.path("state/planwright"));
    expect(folders).toHaveLength(2);
    for (const folder of folders) {
      expect(folder).toMatch(/^quickstart-\d{8}-\d{6}-/);
      expect(statSync(cli.path(`state/planwright/${folder}`)).mode & 0o077).toBe(0);
    }
  });

  it("says commands that work", async () => {
    const { stdout } = await cli.run("quickstart");
    const url = /PLANWRIGHT_DATABASE_URL=(\S+)/.exec(stdout)?.[1] ?? "";
    const id = /plan apply (\w{8})/.exec(stdout)?.[1] ?? "";
    const env = { PLANWRIGHT_DATABASE_URL: url };
    expect((await cli.run(`plan history ${id}`, { env })).exitCode).toBe(0);
    expect((await cli.run("plan list --needs-approval", { env })).stdout).toContain(id);
    expect((await cli.run(`plan apply ${id} --yes`, { env })).exitCode).toBe(0);
  });

  it("works for whoever is said to act, in every format, and is coloured on a terminal", async () => {
    expect((await cli.run("quickstart --actor agent:x")).exitCode).toBe(0);
    expect(at(await cli.json("quickstart"), "summary.nodes")).toBe(3);
    const shown = await cli.run("quickstart", { terminal: 80 });
    expect(shown.stdout).toContain("\u001b[");
    for (const line of withoutColours(shown.stdout).split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});
