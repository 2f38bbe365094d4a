import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { GrowthReport } from "../../growth/GrowthReport.ts";
import { growAll } from "../../growth/growAll.ts";
import { PROBES } from "../../growth/probes.ts";
import type { EngineName } from "../../measure/Arena.ts";
import type { Figure } from "../../measure/statistics.ts";
import { growthText } from "../../print/growthText.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "planwright-growth-test-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const grow = (engine: EngineName, only = ""): Promise<GrowthReport> =>
  growAll(
    folder,
    { json: undefined, quick: true, check: false, only, driverOnly: true, growth: true, engines: [engine] },
    () => {},
  );

const isOrdered = ({ max, median, min }: Figure) => 0 < min && min <= median && median <= max;

/** What must hold of every report, whatever the times. */
const checkReport = (report: GrowthReport): void => {
  expect(report.measured.map(({ name }) => name)).toEqual(PROBES.map(({ name }) => name));
  const figures = report.measured.flatMap(({ ratio, times }) => [ratio, ...times.map((time) => time.millis)]);
  expect(figures.filter((figure) => !isOrdered(figure))).toEqual([]);
  const planless = report.measured.filter(({ plans }) => plans.length === 0).map(({ name }) => name);
  expect(planless).toEqual([]);
  const text = growthText(report);
  for (const { name } of PROBES) expect(text).toContain(`${name} `);
};

it("looks at ledgers of several sizes on SQLite and says by which index", { timeout: 60_000 }, async () => {
  const report = await grow("SQLite");
  checkReport(report);
  expect(report.claims).toBeNull();
  const list = report.measured.find(({ name }) => name === "list by no filter");
  expect(list?.plans[0]?.steps).toEqual(["SCAN v3_plans USING INDEX ix_v3_plans_created"]);
});

it("looks at ledgers of several sizes on PostgreSQL and says by which index, and lets workers claim", {
  timeout: 120_000,
}, async () => {
  const report = await grow("PostgreSQL");
  checkReport(report);
  const list = report.measured.find(({ name }) => name === "list by no filter");
  expect(list?.plans[0]?.steps).toEqual([
    expect.stringMatching(/^Limit: 51 rows, \d+ buffers$/),
    expect.stringMatching(/^ {2}Index Scan ix_v3_plans_created: 51 rows, \d+ buffers$/),
  ]);
  expect(report.claims?.claims).toBeGreaterThan(3);
  expect(growthText(report)).toMatch(/8 workers in the largest ledger: \d+ claims per second/);
});
