import { expect, it } from "@effect/vitest";
import { Damaged } from "../../src/json/Damaged.ts";
import { isRoot } from "../../src/plan/Plan.ts";
import { hasRules } from "../../src/plan/PlanEventName.ts";
import { isUlid } from "../../src/plan/PlanId.ts";
import { isLegal } from "../../src/plan/PlanState.ts";
import { ProfileSnapshot } from "../../src/profile/ProfileSnapshot.ts";
import { sha256 } from "../../testing/crypto/sha256.ts";
import { makePlanFactory } from "../../testing/planFactory.ts";

it("makes plans with real ULIDs and instants that rise together, the same for the same seed [T2]", () => {
  const factory = makePlanFactory(5);
  const plans = [factory.plan(), factory.plan(), factory.plan()];
  const ids = plans.map((plan) => plan.planId);
  const instants = plans.map((plan) => JSON.stringify(plan.times.createdAt));
  expect(ids.every(isUlid)).toBe(true);
  expect(ids).toEqual(ids.toSorted());
  expect(instants).toEqual(instants.toSorted());
  expect(new Set(instants).size).toBe(3);
  expect(makePlanFactory(5).plan().planId).toBe(ids[0]);
  expect(makePlanFactory(6).plan().planId).not.toBe(ids[0]);
});

it("makes roots that are their own root, with rules, in a legal place [R1]", () => {
  const plan = makePlanFactory().plan();
  expect(isRoot(plan)).toBe(true);
  expect(plan.parentPlanId).toBeNull();
  expect([hasRules(plan), isLegal(plan)]).toEqual([true, true]);
});

it("makes children with the parent's root and the parent's very snapshot", () => {
  const factory = makePlanFactory();
  const parent = factory.plan({ effectiveProfileSnapshot: factory.snapshot("cautious").captured });
  const child = factory.child(factory.child(parent));
  expect(child.rootPlanId).toBe(parent.planId);
  expect(child.name).toBeNull();
  expect(child.effectiveProfileSnapshot).toBe(parent.effectiveProfileSnapshot);
  expect(child.profileDigest).toBe(parent.profileDigest);
});

it("overrides any field, one actor or one instant by itself, and with damaged values [T2]", () => {
  const factory = makePlanFactory();
  const damaged = Damaged.of("broken");
  const plan = factory.plan({
    tags: damaged,
    effectiveProfileSnapshot: damaged,
    actors: { review: "local/reviewer" },
    times: { createdAt: damaged },
    version: 9,
  });
  expect([plan.tags, plan.times.createdAt, plan.effectiveProfileSnapshot]).toEqual([
    damaged,
    damaged,
    damaged,
  ]);
  expect(plan.profileDigest).toBeNull();
  expect(plan.version).toBe(9);
  expect(plan.actors.review).toBe("local/reviewer");
  expect(plan.actors.strategy).toBe("local/strategist");
  expect(plan.times.updatedAt).toMatch(/^2026/);
});

it("makes snapshots that the domain's reader finds captured", () => {
  const { captured, profileText } = makePlanFactory().snapshot("ci");
  expect(ProfileSnapshot.read(captured.text, sha256)).toEqual(captured);
  expect(sha256(profileText)).toBe(captured.digest);
});
