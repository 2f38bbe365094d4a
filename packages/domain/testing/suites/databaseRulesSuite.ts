import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { makePlanFactory } from "../planFactory.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import type { RawValue } from "./RawAccess.ts";
import { planColumn, rawAccess } from "./raw.ts";
import { expectConflict } from "./units.ts";

/** What the database refuses whoever asks, as the store's own typed error (storage.md section 2). */
export const databaseRulesSuite = (name: string, layer: LedgerLayer): void => {
  describe(`rules in the database on ${name}`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    /** A child with an elder sibling, so that there is another parent to choose. */
    const family = () => {
      const root = factory.plan();
      const other = factory.plan();
      const sibling = factory.child(root);
      const child = factory.child(root);
      return { root, other, sibling, child };
    };

    const refuses = (title: string, column: string, value: (plans: ReturnType<typeof family>) => RawValue) =>
      it(`refuses ${title} as a Conflict [T4]`, () =>
        Effect.gen(function* () {
          const plans = family();
          const { child, other, root, sibling } = plans;
          yield* given(root, other, sibling, child);
          yield* expectConflict((yield* rawAccess).update(planColumn(child.planId, column), value(plans)));
          expect(yield* stored(child.planId)).toEqual(child);
        }));

    refuses("another id for a plan", "plan_id", () => factory.newId());
    refuses("another parent in the same tree", "parent_plan_id", ({ sibling }) => sibling.planId);
    refuses("no parent for a child", "parent_plan_id", () => null);
    refuses("another root", "root_plan_id", ({ other }) => other.planId);
    refuses("NULL as the root [R6]", "root_plan_id", () => null);
    refuses("an unknown action", "action_name", () => "local/unknown");
    refuses("a phase that there is not [M3]", "phase", () => "None");
    refuses("a state that there is not [M3]", "processing_state", () => "null");
    refuses("NULL as the state [M3]", "processing_state", () => null);
    refuses("NULL as the profile (K1)", "automation_profile", () => null);
    refuses("NULL as the snapshot [S3]", "effective_profile_snapshot", () => null);

    it("lets columns without a rule be changed, so that the refusals above mean something", () =>
      Effect.gen(function* () {
        const plan: Plan = factory.plan();
        yield* given(plan);
        yield* (yield* rawAccess).update(planColumn(plan.planId, "description"), "changed");
        expect(yield* stored(plan.planId)).toEqual({ ...plan, description: "changed" });
      }));

    it("lets a snapshot that was never captured be filled in", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = factory.plan();
        const { captured } = factory.snapshot("ci");
        yield* given(plan);
        yield* raw.plant(planColumn(plan.planId, "effective_profile_snapshot"), "{}");
        yield* raw.update(planColumn(plan.planId, "effective_profile_snapshot"), captured.text);
        expect((yield* stored(plan.planId))?.effectiveProfileSnapshot).toEqual(captured);
      }));
  });
};
