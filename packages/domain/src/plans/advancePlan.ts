import * as Effect from "effect/Effect";
import type { InvalidInput } from "../input/InvalidInput.ts";
import { askNextGate, nextPhase, type TargetPhase } from "../plan/lifecycle/forwardGate.ts";
import { type Transition, unmoved } from "../plan/lifecycle/Transition.ts";
import type { PlanError } from "../plan/PlanError.ts";
import type { StorageError } from "../store/StorageError.ts";
import { checkConfidence } from "./confidence.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { type PlanCommand, rulesOf, transitionPlan, wrongState } from "./transitionPlan.ts";
import { treeCost } from "./treeCost.ts";

/** Move a plan to its next phase. */
export interface AdvanceCommand extends PlanCommand {
  readonly to: TargetPhase;
  /** In [0, 1]; the caller's, of this very event. */
  readonly confidence?: number | undefined;
}

/**
 * By a person the approval of the gate at which the plan stands, by anybody else that gate asked again with the
 * confidence given. Refused with what is possible when the plan does not stand before `to`.
 */
export const advancePlan = (
  context: PlansContext,
  command: AdvanceCommand,
): Effect.Effect<PlanAnswer, PlanError | InvalidInput | StorageError> =>
  Effect.andThen(
    checkConfidence(command.confidence),
    transitionPlan(
      context,
      command,
      Effect.fnUntraced(function* (stores, plan, moment): Effect.fn.Return<
        Transition,
        PlanError | StorageError
      > {
        const profile = yield* Effect.fromResult(rulesOf(plan));
        if (nextPhase(plan) !== command.to) return yield* wrongState(plan, `advance to ${command.to}`);
        return askNextGate(unmoved(plan), moment, profile, {
          confidence: command.confidence,
          treeCost: yield* treeCost(stores, plan, profile),
          personApproves: true,
        }).transition;
      }),
    ),
  );
