import { expect, it } from "vitest";
import { countCucumber } from "../../run/cucumberReport.ts";

const scenario = (id: string, statuses: ReadonlyArray<string>, willBeRetried = false) => [
  ...statuses.map((status) => ({ testStepFinished: { testCaseStartedId: id, testStepResult: { status } } })),
  { testCaseFinished: { testCaseStartedId: id, willBeRetried } },
];
const count = (...messages: ReadonlyArray<object>) =>
  countCucumber(`${messages.map((message) => JSON.stringify(message)).join("\n")}\n`);

it("counts scenarios, not steps", () => {
  expect(
    count(
      { meta: {} },
      ...scenario("a", ["PASSED", "PASSED"]),
      ...scenario("b", ["PASSED", "FAILED", "SKIPPED"]),
    ),
  ).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

it.each(["UNDEFINED", "AMBIGUOUS", "UNKNOWN"])("takes %s for a failure", (status) => {
  expect(count(...scenario("a", ["PASSED", status]))).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it.each([[["PASSED", "PENDING"]], [["SKIPPED"]], [[]]])("takes %j for skipped", (statuses) => {
  expect(count(...scenario("a", statuses))).toEqual({ passed: 0, failed: 0, skipped: 1 });
});

it("counts the last attempt of a scenario", () => {
  expect(count(...scenario("a", ["FAILED"], true), ...scenario("b", ["PASSED"]))).toEqual({
    passed: 1,
    failed: 0,
    skipped: 0,
  });
});
