import { expect, it } from "vitest";
import { type GrowthReport, missedGrowth } from "../../growth/GrowthReport.ts";
import type { MeasuredGrowth } from "../../growth/measureGrowth.ts";
import { growthText } from "../../print/growthText.ts";

const figure = (median: number) => ({ median, min: median / 2, max: median * 2 });

const measured = (name: string, ratio: number, goal: number | null): MeasuredGrowth => ({
  engine: "PostgreSQL",
  name,
  goal,
  times: [
    { size: 10, millis: figure(1) },
    { size: 1_000, millis: figure(ratio) },
  ],
  ratio: figure(ratio),
  plans: [{ statement: "select 1", steps: ["Result: 1 row, 0 buffers"] }],
});

const report = (parts: Partial<GrowthReport>): GrowthReport => ({
  date: "2026-01-02T03:04:05.678Z",
  machine: {
    cpu: "Some CPU",
    cores: 2,
    memoryGigabytes: 8,
    platform: "linux-x64",
    node: "v24.0.0",
    diskSync: figure(0.5),
  },
  server: null,
  quick: false,
  plans: [10, 1_000],
  rounds: 5,
  measured: [measured("at", 2, 2), measured("above", 2.01, 2), measured("has to grow", 99, null)],
  claims: null,
  ...parts,
});

it("misses what costs more than its goal in the largest ledger, and nothing in a quick run", () => {
  expect(missedGrowth(report({}))).toEqual(["above on PostgreSQL"]);
  expect(missedGrowth(report({ quick: true }))).toEqual([]);
});

it("says by size what everything takes, and what the engine does for it", () => {
  const text = growthText(report({}));
  expect(text).toMatch(/^ +10 +1,000 +ratio +spread +goal$/m);
  expect(text).toMatch(/^above +1\.00 +2\.01 +2\.01 +1\.0-4\.0 +<= 2 +MISSED$/m);
  expect(text).toMatch(/^has to grow +1\.00 +99\.0 +99\.00 +49\.5-198\.0$/m);
  expect(text).toContain("above\n  select 1\n    Result: 1 row, 0 buffers\n");
});
