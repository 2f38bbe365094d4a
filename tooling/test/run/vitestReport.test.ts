import { expect, it } from "vitest";
import { countVitest } from "../../run/vitestReport.ts";

it("counts every test by its own status", () => {
  const file = (...statuses: ReadonlyArray<string>) => ({
    assertionResults: statuses.map((status) => ({ status })),
  });
  const report = {
    testResults: [file("passed", "failed", "passed"), file(), file("skipped", "pending", "todo", "passed")],
  };
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 3, failed: 1, skipped: 3 });
});
