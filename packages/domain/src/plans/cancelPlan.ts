import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { InvalidInput } from "../input/InvalidInput.ts";
import { cancelled } from "../plan/lifecycle/goBack.ts";
import { unmoved } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import type { StateCounts } from "../plan/PlanQuery.ts";
import { isFinished } from "../plan/PlanState.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { commitOn } from "./commitOn.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { requirePersonOrOwner } from "./personOnly.ts";
import { checkReason } from "./revertPlan.ts";
import { checkVersion, type PlanCommand, persist, wrongState } from "./transitionPlan.ts";
import { answerWith } from "./viewPlan.ts";

/** End a plan and everything below it that is not finished. */
export interface CancelCommand extends PlanCommand {
  readonly reason?: string | undefined;
}

/** A cancelled plan with what became of everything below it. */
export interface CancelAnswer extends PlanAnswer {
  readonly reason: string | null;
  readonly descendants: { readonly cancelled: number; readonly alreadyFinished: number };
}

const finishedIn = (counts: StateCounts): number => (counts.applied ?? 0) + (counts.cancelled ?? 0);

/** Cancels a plan and every unfinished plan below it in one transaction; a person's or the owner's command. */
export const cancelPlan = (
  context: PlansContext,
  command: CancelCommand,
): Effect.Effect<CancelAnswer, PlanError | InvalidInput | StorageError> =>
  Effect.andThen(
    checkReason(command.reason),
    commitOn(
      context,
      command,
      "tree",
      Effect.fnUntraced(function* (
        stores: Stores,
        plan: Plan,
        moment: Moment,
      ): Effect.fn.Return<Result.Result<CancelAnswer, never>, PlanError | StorageError> {
        yield* checkVersion(plan, command);
        yield* requirePersonOrOwner(command.actor, plan, "cancel");
        if (isFinished(plan.processingState)) return yield* wrongState(plan, "cancel");
        const reason = command.reason ?? null;
        const alreadyFinished = finishedIn(yield* stores.tree.statesBelow(plan.planId));
        const descendants = yield* stores.tree.cancelBelow(plan.planId, {
          at: moment.at,
          actor: moment.actor,
          reason,
        });
        yield* stores.leases.remove(plan.planId);
        const transition = cancelled(unmoved(plan), moment, { reason, descendants });
        yield* persist(stores, transition);
        const answer = yield* answerWith(stores, transition.after, null);
        return Result.succeed({
          ...answer,
          reason,
          descendants: { cancelled: descendants, alreadyFinished },
        });
      }),
    ),
  );
