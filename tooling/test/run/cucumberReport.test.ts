import { expect, it } from "vitest";
import { countCucumber, enginesOfCucumber, partsOfCucumber } from "../../run/cucumberReport.ts";

const scenario = (id: string, statuses: ReadonlyArray<string>, willBeRetried = false) => [
  ...statuses.map((status) => ({ testStepFinished: { testCaseStartedId: id, testStepResult: { status } } })),
  { testCaseFinished: { testCaseStartedId: id, willBeRetried } },
];
const report = (...messages: ReadonlyArray<object>) =>
  `${messages.map((message) => JSON.stringify(message)).join("\n")}\n`;
const count = (...messages: ReadonlyArray<object>) => countCucumber(report(...messages));

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

it("counts each part of a report by itself, and all of them together", () => {
  const text = report(
    { combination: "domain x memory" },
    { meta: {} },
    ...scenario("a", ["PASSED"]),
    ...scenario("b", ["PASSED"]),
    { combination: "domain x SQLite" },
    ...scenario("c", ["PASSED"]),
    ...scenario("d", ["FAILED"]),
  );
  expect(partsOfCucumber(text)).toEqual([
    { name: "domain x memory", count: { passed: 2, failed: 0, skipped: 0 } },
    { name: "domain x SQLite", count: { passed: 1, failed: 1, skipped: 0 } },
  ]);
  expect(countCucumber(text)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

it("finds no parts where there are none", () => {
  expect(partsOfCucumber(report({ meta: {} }, ...scenario("a", ["PASSED"])))).toEqual([]);
});

it("tells the engine of each scenario by the name of its combination", () => {
  const text = report(
    { combination: "domain x memory" },
    ...scenario("a", ["PASSED"]),
    { combination: "command line x PostgreSQL" },
    ...scenario("b", ["PASSED"]),
    ...scenario("c", ["FAILED"]),
  );
  expect(enginesOfCucumber(text)).toEqual([["memory"], ["PostgreSQL"], ["PostgreSQL"]]);
});
