import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Report } from "../measure/Report.ts";
import type { Figure } from "../measure/statistics.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "planwright-bench-test-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: ReadonlyArray<string>) =>
  spawnSync(process.execPath, ["--conditions=@planwright/source", main, ...args], {
    encoding: "utf8",
    env: { ...process.env, TMPDIR: folder },
  });

const quiet = (stderr: string): string => stderr.replace(/^.* \.\.\.\n/gm, "");

const isOrdered = ({ max, median, min }: Figure) => 0 < min && min <= median && median <= max;

const GOALS = [
  ["create a plan", 3, 2.5],
  ["read one (status)", 6, 2.5],
  ["read one (get)", 6, 2.5],
  ["list 20", 4, 2],
  ["tree of 60", 4, 4],
  ["claim and complete", 4, 4],
  ["create, disk aside", null, null],
  ["claim and complete, disk aside", null, null],
] as const;

it("measures everything against the drivers, on the schema and the use cases as they are [T6]", {
  timeout: 120_000,
}, () => {
  const file = join(folder, "report.json");
  const { status, stderr, stdout } = run("--quick", "--driver-only", "--json", file);
  expect({ status, stderr: quiet(stderr) }).toEqual({ status: 0, stderr: "" });
  const report: Report = JSON.parse(readFileSync(file, "utf8"));
  expect(report.measured.map(({ engine, goal, name }) => [engine, name, goal])).toEqual([
    ...GOALS.map(([name, goal]) => ["SQLite", name, goal]),
    ...GOALS.map(([name, , goal]) => ["PostgreSQL", name, goal]),
  ]);
  const figures = report.measured.flatMap(({ ours, ratio, theirs }) => [ours, ratio, theirs]);
  expect(figures.filter((figure) => !isOrdered(figure))).toEqual([]);
  expect(report.measured.map(({ pipelinedRatio }) => pipelinedRatio !== null)).toEqual(
    report.measured.map(({ engine }) => engine === "PostgreSQL"),
  );
  for (const [name] of GOALS) expect(stdout).toContain(name);
  expect(stdout).toContain(`Node ${process.version}`);
  expect(report.machine.diskSync.median).toBeGreaterThan(0);
  expect(report.server?.settings).toMatchObject({ fsync: "on", synchronous_commit: "on" });
  expect(report.claims.map(({ goal, queue, workers }) => [queue, workers, goal])).toEqual([
    ["roots", 8, 0.5],
    ["children of one parent", 8, null],
  ]);
  expect(report.claims.filter(({ claims, share }) => claims < 3 || !isOrdered(share))).toEqual([]);
});

it("measures only what is asked for, and leaves nothing behind", { timeout: 60_000 }, () => {
  const { stdout } = run("--quick", "--driver-only", "--store", "sqlite", "--only", "tree of");
  expect(stdout).toContain("tree of 60");
  expect(stdout).not.toMatch(/create|PostgreSQL/);
  expect(run("--quick", "--driver-only", "--only", "nothing").status).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith("planwright-"))).toEqual([]);
});

it("refuses to judge times that say nothing, and what it does not know", { timeout: 60_000 }, () => {
  const check = run("--quick", "--check");
  expect({ status: check.status, stderr: check.stderr }).toEqual({
    status: 2,
    stderr: "--check asks about times, and --quick says nothing about them\n",
  });
  const unknown = run("--fast");
  expect({ status: unknown.status, stderr: unknown.stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^Unknown option '--fast'[^\n]*\n$/),
  });
  expect(run("--store", "oracle").stderr).toBe("--store must be sqlite or postgresql\n");
});
