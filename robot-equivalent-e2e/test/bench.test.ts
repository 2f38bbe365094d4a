import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const main = fileURLToPath(new URL("../../bench/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "planwright-bench-e2e-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("measures the built packages and starts of the built program [T6]", () => {
  const file = join(folder, "report.json");
  const { status, stdout } = spawnSync(process.execPath, [main, "--quick", "--json", file], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("claim and complete") });
  const report: {
    readonly measured: ReadonlyArray<{ readonly engine: string | null; readonly name: string }>;
    readonly unmeasured: unknown;
  } = JSON.parse(readFileSync(file, "utf8"));
  expect(report.unmeasured).toEqual([]);
  expect(report.measured.map(({ engine, name }) => `${name} on ${engine}`)).toEqual(
    expect.arrayContaining([
      "create a plan on SQLite",
      "start: --version on null",
      "start: plan status ID on SQLite",
      "create a plan on PostgreSQL",
      "start: plan status ID on PostgreSQL",
    ]),
  );
});
