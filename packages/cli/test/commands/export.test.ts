import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest";
import { valueAt } from "../../src/present/flatten.ts";
import { type CommandLine, withPlan } from "../CommandLine.ts";

let cli: CommandLine;
let id: string;
beforeAll(async () => {
  ({ cli, id } = await withPlan("balanced"));
  for (let issue = 0; issue < 5; issue++) {
    await cli.run(`plan use local/fix-bug local/api --arg issue=${issue}`);
  }
});
afterAll(() => cli.remove());

const kinds = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).record);

describe("plan export", () => {
  it("prints the plan, its rules, its decisions and its events, one a line", async () => {
    const { exitCode, stdout } = await cli.run(`plan export ${id}`);
    expect(exitCode).toBe(0);
    expect(kinds(stdout)).toEqual(["plan", "snapshot", "decision", "event", "event", "event"]);
  });

  it("prints the same on a terminal, and all plans with --all", async () => {
    const one = await cli.run(`plan export ${id}`);
    expect((await cli.run(`plan export ${id}`, { terminal: 80 })).stdout).toBe(one.stdout);
    const all = await cli.run("plan export --all");
    expect(kinds(all.stdout).filter((kind) => kind === "plan")).toHaveLength(6);
  });

  it("is one document where one is asked for", async () => {
    const { data } = await cli.json("plan export --all");
    expect(
      (Array.isArray(data.records) ? data.records : []).filter(
        (record) => valueAt(record, "record") === "plan",
      ),
    ).toHaveLength(6);
  });

  it("prints of no plan when one of them does not exist", async () => {
    const { exitCode, stdout } = await cli.run(`plan export ${id} nope --format jsonl`);
    expect(exitCode).toBe(3);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(1);
    expect(lines[0].error.code).toBe("not_found");
  });
});
