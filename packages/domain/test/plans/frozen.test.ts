import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Plans } from "../../src/Plans.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import { BOT, claimNext, complete, ledger, startedUnder } from "./ledger.ts";

const change = (plan: Plan, field: string): void => {
  Object.assign(plan, { [field]: "changed" });
};

it.effect("identity and snapshot cannot be changed at run time, whatever answered with the plan [S2]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const made = yield* startedUnder("full-auto");
    const claimed = yield* claimNext();
    const answers = [
      made,
      claimed,
      yield* complete(claimed),
      yield* plans.check({ actor: BOT, id: made.plan.planId, operation: "tool", tool: "git" }),
      yield* plans.status(made.plan.planId),
    ];
    for (const { plan } of answers) {
      for (const field of ["planId", "parentPlanId", "rootPlanId", "effectiveProfileSnapshot"]) {
        expect(() => change(plan, field)).toThrow(TypeError);
      }
      const { effectiveProfileSnapshot: snapshot } = plan;
      expect(() => Object.assign(snapshot, { text: "{}" })).toThrow(TypeError);
    }
  }).pipe(Effect.provide(ledger)),
);
