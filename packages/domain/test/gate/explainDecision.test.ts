import { expect, it } from "@effect/vitest";
import type { Decision } from "../../src/gate/Decision.ts";
import { wouldBeAutomaticIf } from "../../src/gate/explainDecision.ts";
import { RULES } from "../../src/gate/Verdict.ts";
import { PlanError } from "../../src/plan/PlanError.ts";
import { makePlanFactory } from "../../testing/planFactory.ts";
import { makeDecision } from "../../testing/recordFactory.ts";

const factory = makePlanFactory();
const plan = factory.plan();

const decision = (change: Partial<Decision>): Decision =>
  makeDecision(plan, factory.newId(), {
    operation: "apply",
    outcome: "needs_approval",
    threshold: { name: "auto_apply", value: 1 },
    ...change,
  });

const message = (change: Partial<Decision>): string =>
  new PlanError({
    reason: { _tag: "ApprovalRequired", planId: plan.planId, decision: decision(change) },
  }).message;

it("says what the threshold wants besides the rule that decided, where it was not passed either", () => {
  expect(wouldBeAutomaticIf(decision({ rule: "require_human_approval" }))).toBe(
    "require_human_approval were false, with auto_apply below 1 in the plan's profile",
  );
  const passed = { threshold: { name: "auto_apply", value: 0 }, rule: "require_human_approval" } as const;
  expect(wouldBeAutomaticIf(decision(passed))).toBe("require_human_approval were false");
});

it("names no change where a person decides whatever the rules are", () => {
  expect(wouldBeAutomaticIf(decision({ rule: "person_only" }))).toBeNull();
  expect(message({ rule: "person_only" })).toMatch(/\(person_only auto_apply\)\.$/);
});

it.each(RULES)("makes one sentence of what the rule %s left to a person", (rule) => {
  const text = message({ rule });
  expect(text).toMatch(/^Plan .* waits for a person at apply \(.*\.$/);
  expect(text).not.toMatch(/with (?:require_|fewer|the |no )|: a person/);
});
