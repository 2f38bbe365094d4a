import * as Effect from "effect/Effect";
import { InvalidInput } from "../input/InvalidInput.ts";
import { checkText, LINE } from "../input/text.ts";
import { allows, askGate } from "../plan/lifecycle/askGate.ts";
import { REVERSION_LIMIT, repaired, reverted, revertOperation } from "../plan/lifecycle/goBack.ts";
import { type Transition, unmoved } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import { possibleEvents } from "../plan/PlanEventName.ts";
import { isLegal } from "../plan/PlanState.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { checkConfidence } from "./confidence.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { requirePerson } from "./personOnly.ts";
import { type PlanCommand, rulesOf, transitionPlan, wrongState } from "./transitionPlan.ts";
import { treeCost } from "./treeCost.ts";

/** Send a plan back to `strategize`. */
export interface RevertCommand extends PlanCommand {
  readonly reason?: string | undefined;
  readonly confidence?: number | undefined;
}

/** Refuses a reason that is not one line of text. */
export const checkReason = (reason: string | undefined): Effect.Effect<void, InvalidInput> => {
  const issues = reason === undefined ? [] : checkText(["reason"], reason, LINE);
  return issues.length === 0 ? Effect.void : Effect.fail(new InvalidInput({ subject: "", issues }));
};

const repair = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
  moment: Moment,
  reason: string | null,
): Effect.fn.Return<Transition, PlanError | StorageError> {
  yield* requirePerson(moment.actor, "revert of a plan in an impossible place");
  yield* stores.leases.remove(plan.planId);
  return repaired(unmoved(plan), moment, reason);
});

/**
 * Back to `strategize/queued` with everything below cancelled; at most 3 times in a plan's life. An adopted plan in an
 * impossible place is put into the nearest possible one by a person, which is not counted.
 */
export const revertPlan = (
  context: PlansContext,
  command: RevertCommand,
): Effect.Effect<PlanAnswer, PlanError | InvalidInput | StorageError> =>
  Effect.andThen(
    Effect.andThen(checkConfidence(command.confidence), checkReason(command.reason)),
    transitionPlan(
      context,
      command,
      Effect.fnUntraced(function* (stores, plan, moment): Effect.fn.Return<
        Transition,
        PlanError | StorageError
      > {
        const profile = yield* Effect.fromResult(rulesOf(plan));
        if (!possibleEvents(plan).includes("revert")) return yield* wrongState(plan, "revert");
        const reason = command.reason ?? null;
        if (!isLegal(plan)) return yield* repair(stores, plan, moment, reason);
        if (plan.reversionCount >= REVERSION_LIMIT) {
          return yield* new PlanError({
            reason: { _tag: "ReversionLimit", planId: plan.planId, limit: REVERSION_LIMIT },
          });
        }
        const { decision, transition } = askGate(unmoved(plan), moment, profile, {
          operation: revertOperation(plan),
          confidence: command.confidence,
          treeCost: yield* treeCost(stores, plan, profile),
          personApproves: true,
        });
        if (!allows(decision)) return transition;
        const cancelled = yield* stores.tree.cancelBelow(plan.planId, {
          at: moment.at,
          actor: moment.actor,
          reason: "parent reverted",
        });
        return reverted(transition, moment, { reason, decisionId: decision.decisionId, cancelled });
      }),
    ),
  );
