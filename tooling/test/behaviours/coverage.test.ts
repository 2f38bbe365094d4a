import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { BEHAVIOURS, type Behaviour } from "../../behaviours/behaviours.ts";
import { coverageProblems, groupsIn, hasScenario, shownBelow } from "../../behaviours/coverage.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("the one list of behaviours", () => {
  it("is covered by features and by end-to-end tests, and neither shows anything else [T1]", () => {
    expect(coverageProblems(BEHAVIOURS, shownBelow(root))).toEqual([]);
  });

  it("names each behaviour once", () => {
    const ids = BEHAVIOURS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  const list: ReadonlyArray<Behaviour> = [
    { id: "gates", sentence: "Gates decide." },
    { id: "storage", sentence: "Disks fill.", onlyEndToEnd: "it is about disks" },
  ];
  const shown = (features: ReadonlyArray<string>, endToEnd: ReadonlyArray<string>) => ({
    features: new Set(features),
    endToEnd: new Set(endToEnd),
  });

  it.each([
    ["everything is shown", shown(["gates"], ["gates", "storage"]), []],
    ["a feature is missing", shown([], ["gates", "storage"]), ["no feature shows gates"]],
    ["a test is missing", shown(["gates"], ["gates"]), ["no end-to-end test shows storage"]],
    [
      "there is one more of each",
      shown(["gates", "a"], ["gates", "storage", "b"]),
      ["features show a, which is not on the list", "end-to-end tests show b, which is not on the list"],
    ],
    [
      "an excuse is out of date",
      shown(["gates", "storage"], ["gates", "storage"]),
      ["a feature shows storage, which is said to be impossible"],
    ],
  ])("notices when %s", (_what, found, problems) => {
    expect(coverageProblems(list, found)).toEqual(problems);
  });

  it("finds groups of tests, and files without a scenario", () => {
    expect(
      groupsIn('describe("gates", () => {\n  describe("inside", () => {});\n// not describe("this")'),
    ).toEqual(["gates", "inside"]);
    expect([hasScenario("Feature: A\n  Scenario: B"), hasScenario("Feature: A")]).toEqual([true, false]);
  });
});
