import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import * as TestClock from "effect/testing/TestClock";
import type { LedgerEvent } from "../../src/event/LedgerEvent.ts";
import { Plans } from "../../src/Plans.ts";
import { nextPhase } from "../../src/plan/lifecycle/forwardGate.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanError } from "../../src/plan/PlanError.ts";
import { isLegal } from "../../src/plan/PlanState.ts";
import { ANN, BOT, goodResult, ledger, startedUnder, WORKER } from "./ledger.ts";
import { leadsTo, MODEL_PLACES, placeText } from "./lifeCycleModel.ts";

const EVENTS = [
  "advance",
  "claim",
  "complete",
  "constrain",
  "fail",
  "release",
  "reclaim",
  "retry",
  "revert",
  "cancel",
] as const;

/** Any of the events, or (mostly) one of those that the model holds possible, so that walks go deep. */
const COMMAND = Schema.Struct({
  any: Schema.Literals(EVENTS),
  pick: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 999 })),
  to: Schema.Literals(["strategize", "execute", "apply"]),
  byPerson: Schema.Boolean,
  confidence: Schema.Literals([0, 0.5, 0.79, 0.8, 1]),
  transient: Schema.Boolean,
  rare: Schema.Literals([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
});
type Generated = typeof COMMAND.Type;
type Command = Generated & { readonly event: (typeof EVENTS)[number] };

const eventOf = (plan: Plan, { any, pick }: Generated): Command["event"] => {
  const possible = EVENTS.filter((event) => event !== "cancel" && leadsTo(placeText(plan), event).length > 0);
  return pick % 5 === 0 ? any : (possible[pick % possible.length] ?? any);
};

const run = Effect.fnUntraced(function* (plan: Plan, token: string, command: Command) {
  const plans = yield* Plans;
  const { confidence, event, to } = command;
  const asWorker = { actor: WORKER, id: plan.planId, leaseToken: token };
  const asAnyone = { actor: command.byPerson ? ANN : BOT, id: plan.planId, confidence };
  switch (event) {
    case "advance":
      return yield* plans.advance({ ...asAnyone, to });
    case "claim":
      return yield* plans.claim({ actor: WORKER });
    case "complete":
      return yield* plans.complete({ ...asWorker, confidence, result: goodResult });
    case "constrain":
      return yield* plans.constrain(asWorker);
    case "fail": {
      const category = command.transient ? "transient" : "other";
      return yield* plans.fail({ ...asWorker, confidence, category, message: "no", details: {} });
    }
    case "release":
      return yield* plans.release(asWorker);
    case "reclaim":
      if (command.rare < 5) yield* TestClock.adjust("6 minutes");
      yield* plans.reclaim({ actor: ANN, id: plan.planId });
      return null;
    case "retry":
      return yield* plans.retry(asAnyone);
    case "revert":
      return yield* plans.revert(asAnyone);
    case "cancel":
      return command.rare > 0 ? null : yield* plans.cancel({ actor: ANN, id: plan.planId });
  }
});

const GATED = new Set(["plan.advanced", "plan.retried", "plan.reverted"]);

/** Every event's version is one more than the last, and every gated one names a decision that allowed it. */
const checkRecord = Effect.fnUntraced(function* (plan: Plan) {
  const plans = yield* Plans;
  const { events } = yield* plans.history(plan.planId);
  const { decisions } = yield* plans.explain(plan.planId);
  const allowed = new Set<unknown>(
    decisions
      .filter(({ outcome }) => outcome === "automatic" || outcome === "approved")
      .map(({ decisionId }) => decisionId),
  );
  const moves = events.filter((event) => event.type !== "gate.decided");
  expect(moves.map((event) => event.version)).toEqual(moves.map((_, index) => index + 1));
  expect(plan.version).toBe(moves.length);
  const unproved = moves.filter(
    ({ data, type }: LedgerEvent) => GATED.has(type) && !allowed.has(data.decision_id),
  );
  expect(unproved).toEqual([]);
});

const PROFILES = ["manual", "supervised", "balanced", "cautious", "trusted", "ci", "full-auto"] as const;

it.effect.prop(
  "random events go only where the table of the life cycle leads, and nothing moves without a record",
  [Schema.Literals(PROFILES), Schema.Array(COMMAND).check(Schema.isMinLength(40), Schema.isMaxLength(60))],
  ([profile, commands]) =>
    Effect.gen(function* () {
      const plans = yield* Plans;
      let { plan } = yield* startedUnder(profile);
      let token = "none";
      for (const generated of commands) {
        const event = eventOf(plan, generated);
        const to = generated.pick % 7 === 0 ? generated.to : (nextPhase(plan) ?? generated.to);
        const command = { ...generated, event, to };
        const result = yield* Effect.result(run(plan, token, command));
        const after = yield* plans.get(plan.planId);
        expect(isLegal(after) && MODEL_PLACES.has(placeText(after))).toBe(true);
        if (Result.isFailure(result)) {
          expect(after).toEqual(plan);
          continue;
        }
        const answer: unknown = result.success;
        if (answer !== null && typeof answer === "object" && "leaseToken" in answer)
          token = String(answer.leaseToken);
        if (after.version !== plan.version) {
          expect(leadsTo(placeText(plan), command.event)).toContain(placeText(after));
        }
        plan = after;
      }
      yield* checkRecord(plan);
    }).pipe(
      Effect.provide(ledger),
      Effect.catchTag("PlanError", (error: PlanError) => Effect.die(error)),
    ),
  { arbitrary: { runs: 150 } },
);
