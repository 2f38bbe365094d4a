import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Plan } from "../../src/plan/Plan.ts";
import { makePlanFactory } from "../planFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { planColumn, rawAccess } from "./raw.ts";
import { write } from "./units.ts";
import { givenWithoutRules, MARKER_TEXT, RULELESS } from "./withoutRules.ts";

const capture = (before: Plan, after: Plan) => write((stores) => stores.plans.capture(before, after));

/** `PlanStore.capture`: rules for a plan that has none, and for no other. */
export const planCaptureSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`PlanStore on ${name}: capture`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    /** The plan with new rules, as the use case would have it. */
    const withRules = (plan: Plan, profile = "cautious"): Plan => {
      const { captured } = factory.snapshot(profile);
      return {
        ...plan,
        automationProfile: { name: profile, provenance: "plan" },
        effectiveProfileSnapshot: captured,
        profileDigest: captured.digest,
        times: { ...plan.times, updatedAt: factory.now() },
        version: plan.version + 1,
      };
    };

    for (const how of RULELESS) {
      it(`gives rules to a plan with ${how}, once`, () =>
        Effect.gen(function* () {
          const other = factory.plan();
          yield* given(other);
          const plan = yield* givenWithoutRules(capabilities, factory.plan({ tags: ["kept"] }), how);
          expect(yield* stored(plan.planId)).toEqual(plan);
          const captured = withRules(plan);
          expect(yield* capture(plan, captured)).toBe(true);
          expect(yield* stored(plan.planId)).toEqual(captured);
          expect(yield* stored(other.planId)).toEqual(other);
          const again = yield* Effect.result(capture(captured, withRules(captured, "full-auto")));
          expect(Result.isSuccess(again) && again.success).toBe(false);
          expect(yield* stored(plan.planId)).toEqual(captured);
        }));

      it(`changes nothing of a plan with ${how} that has another version or is gone`, () =>
        Effect.gen(function* () {
          const plan = yield* givenWithoutRules(capabilities, factory.plan({ version: 3 }), how);
          const stale = { ...plan, version: 2 };
          expect(yield* capture(stale, withRules({ ...stale, version: 3 }))).toBe(false);
          const gone = { ...plan, planId: factory.newId() };
          expect(yield* capture(gone, withRules(gone))).toBe(false);
          expect(yield* stored(plan.planId)).toEqual(plan);
        }));
    }

    it("does not replace the rules of a plan that has them [S2]", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        const refused = yield* Effect.result(capture(plan, withRules(plan, "full-auto")));
        expect(Result.isSuccess(refused) && refused.success).toBe(false);
        expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    if (capabilities.rawText === true) {
      for (const [how, column] of [
        ["snapshot damaged", "effective_profile_snapshot"],
        ["reference damaged", "automation_profile"],
      ] as const) {
        it(`moves the old text into the findings when it captures a plan with ${how}`, () =>
          Effect.gen(function* () {
            const raw = yield* rawAccess;
            const plan = yield* givenWithoutRules(capabilities, factory.plan(), how);
            expect(yield* raw.read(planColumn(plan.planId, column))).toEqual([MARKER_TEXT]);
            yield* capture(plan, withRules(plan));
            const findings = yield* raw.read({
              table: "pw_findings",
              column: "original_json",
              where: { plan_id: plan.planId },
            });
            expect(findings).toHaveLength(1);
            expect(String(findings[0])).toContain(JSON.stringify(MARKER_TEXT).slice(1, -1));
            expect(yield* raw.count("pw_repairs")).toBe(0);
          }));
      }
    }
  });
};
