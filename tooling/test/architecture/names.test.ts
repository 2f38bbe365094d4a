import { expect, it } from "vitest";
import { nameProblems } from "../../architecture/names.ts";

it.each([
  "packages/domain/src/utils.ts",
  "packages/domain/src/utils/text.ts",
  "packages/domain/src/plan/types.ts",
  "packages/http/test/helpers.test.ts",
  "packages/cli/src/common/index.ts",
  "packages/cli/src/shared.ts",
  "packages/cli/src/PlanManager.ts",
  "packages/cli/src/string-utils.ts",
])("refuses %s", (path) => {
  expect(nameProblems(path)).toHaveLength(1);
});

it.each([
  "packages/domain/src/plan/PlanTree.ts",
  "packages/cli/src/present/table.ts",
  "README.md",
  ".ci/run",
])("accepts %s", (path) => {
  expect(nameProblems(path)).toEqual([]);
});
