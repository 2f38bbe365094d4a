import { readFileSync } from "node:fs";
import { expect, it } from "@effect/vitest";
import { projectFiles, root } from "../../architecture/files.ts";
import { rootDecisions } from "../../architecture/roots.ts";

const sources = projectFiles().filter((path) => /^packages\/[a-z]+\/src\/.*\.ts$/.test(path));

it("decides a plan's root in one place [R7]", () => {
  const decisions = sources.flatMap((path) => rootDecisions(path, readFileSync(`${root}${path}`, "utf8")));
  expect(decisions).toEqual([
    { file: "packages/domain/src/plans/spawnPlan.ts", text: "rootOf(planId, parent)" },
    { file: "packages/domain/src/plans/usePlan.ts", text: "rootOf(planId, null)" },
  ]);
});

it("notices a root that is decided elsewhere", () => {
  expect(
    rootDecisions("a.ts", "  rootPlanId: parent.rootPlanId ?? planId,\n  rootPlanId: plan.rootPlanId,"),
  ).toEqual([{ file: "a.ts", text: "parent.rootPlanId ?? planId" }]);
});
