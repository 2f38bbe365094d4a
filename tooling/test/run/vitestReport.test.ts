import { expect, it } from "vitest";
import { countVitest, enginesOfVitest } from "../../run/vitestReport.ts";

it("counts every test by its own status", () => {
  const file = (...statuses: ReadonlyArray<string>) => ({
    assertionResults: statuses.map((status) => ({ status })),
  });
  const report = {
    testResults: [file("passed", "failed", "passed"), file(), file("skipped", "pending", "todo", "passed")],
  };
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 3, failed: 1, skipped: 3 });
});

it("tells what each test ran on that did run", () => {
  const test = (status: string, ...ancestorTitles: ReadonlyArray<string>) => ({ status, ancestorTitles });
  const report = {
    testResults: [
      {
        name: "/checkout/a/Sqlite.test.ts",
        assertionResults: [test("passed"), test("failed"), test("skipped")],
      },
      { name: "/checkout/a/b.test.ts", assertionResults: [test("passed", "on PostgreSQL"), test("passed")] },
    ],
  };
  expect(enginesOfVitest(JSON.stringify(report), "/checkout/")).toEqual([
    ["SQLite"],
    ["SQLite"],
    ["PostgreSQL"],
    ["none"],
  ]);
});
