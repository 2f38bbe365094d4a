import { describe, expect, it } from "vitest";
import type { Measured } from "../../measure/Measured.ts";
import { missedGoals, type Report } from "../../measure/Report.ts";
import { reportText } from "../../print/reportText.ts";
import { FULL } from "../../Sizes.ts";

const figure = (median: number) => ({ median, min: median / 2, max: median * 2 });

const measured = (name: string, ratio: number, goal: number | null): Measured => ({
  engine: "SQLite",
  name,
  against: "the driver",
  goal,
  ratio: figure(ratio),
  ours: figure(ratio),
  theirs: figure(1),
  pipelinedRatio: null,
  statements: 8,
  transactions: 1,
});

const report = (parts: Partial<Report>): Report => ({
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
  sizes: FULL,
  measured: [],
  unmeasured: [],
  claims: [],
  ...parts,
});

describe("a goal", () => {
  it("is met by its own ratio and missed by a higher one", () => {
    const figures = [measured("at", 4, 4), measured("above", 4.01, 4), measured("no goal", 99, null)];
    expect(missedGoals(report({ measured: figures }))).toEqual(["above on SQLite"]);
    const lines = reportText(report({ measured: figures })).split("\n");
    expect(lines.find((line) => line.startsWith("at "))).toMatch(/<= 4 +ok /);
    expect(lines.find((line) => line.startsWith("above"))).toMatch(/<= 4 +MISSED /);
    expect(lines.find((line) => line.startsWith("no goal"))).not.toMatch(/<=|ok|MISSED/);
  });

  it("is met by a share of the bare rate and missed by a lower one", () => {
    const claims = (share: number, goal: number | null) => ({
      queue: "roots" as const,
      processes: 1,
      workers: 8,
      goal,
      ours: figure(share),
      bare: figure(1),
      share: figure(share),
      shareOfBarest: figure(share),
      claims: 1_000,
    });
    const missed = (share: number, goal: number | null) =>
      missedGoals(report({ claims: [claims(share, goal)] }));
    expect(missed(0.5, 0.5)).toEqual([]);
    expect(missed(0.49, 0.5)).toEqual(["claims of roots, 8 workers"]);
    expect(missed(0.01, null)).toEqual([]);
    expect(reportText(report({ claims: [claims(0.49, 0.5)] }))).toMatch(
      /roots, 8 workers +0\.49 +0\.24-0\.98 +>= 0\.5 +MISSED +0 +1 +0\.49 +1,000/,
    );
  });

  it("is missed by what could not be measured, with the reason", () => {
    const unmeasured = [{ engine: null, name: "start", goal: 6, why: "it is not built" }];
    expect(missedGoals(report({ unmeasured }))).toEqual(["start"]);
    expect(reportText(report({ unmeasured }))).toMatch(/start .* <= 6 +not measured: it is not built/);
  });

  it("is not judged by a quick run", () => {
    const quick = report({ quick: true, measured: [measured("above", 5, 4)] });
    expect(missedGoals(quick)).toEqual([]);
    expect(reportText(quick)).toContain("A quick run");
    expect(reportText(quick)).not.toMatch(/ok|MISSED/);
  });
});

describe("the text of a report", () => {
  it("says when, with what and on what it was made", () => {
    const text = reportText(report({ measured: [measured("read", 2, 6)] }));
    expect(text).toContain("2026-01-02  Node v24.0.0  linux-x64  Some CPU, 2 cores, 8 GB");
    expect(text).toContain("A disk sync takes 0.500 ms (0.250-1.00).");
    expect(text).toMatch(/read +2\.00 +1\.0-4\.0 +<= 6 +ok +2\.00 +1\.00 +the driver +8 in 1/);
  });

  it("has a table for each engine, with what a server was told about the disk", () => {
    const settings = { fsync: "on", synchronous_commit: "on" };
    const onServer: Measured = {
      ...measured("read", 1.5, 2.5),
      engine: "PostgreSQL",
      pipelinedRatio: figure(1.75),
    };
    const text = reportText(
      report({ measured: [measured("read", 2, 6), onServer], server: { version: "18.4", settings } }),
    );
    const [, sqlite = "", postgresql = ""] = text.split(/^(?=SQLite$|PostgreSQL )/m);
    expect(sqlite).toMatch(/^read +2\.00 .*<= 6 +ok +2\.00/m);
    expect(postgresql).toMatch(/^PostgreSQL 18\.4, fsync on, synchronous_commit on\n/);
    expect(postgresql).toMatch(/^read +1\.50 .*<= 2\.5 +ok +1\.75/m);
  });
});
