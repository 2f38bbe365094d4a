import * as Effect from "effect/Effect";
import { cancelled } from "../plan/lifecycle/goBack.ts";
import type { Transition } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import { isFinished, isRecoverable } from "../plan/PlanState.ts";
import { effectiveSubplans } from "../plan/SubplanSettings.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

const FAILED_SIBLING = "a sibling failed (fail_fast)";

/**
 * What `fail_fast` makes of a child whose worker has just reported or was lost: the first failure cancels every sibling
 * that is not being worked on, and a child that outlived a sibling's failure is cancelled once its own result, a failure
 * too, is recorded (domain.md section 2, Subplans).
 */
export const afterWork = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  transition: Transition,
): Effect.fn.Return<Transition, StorageError> {
  const child = transition.after;
  if (child.parentPlanId === null || isFinished(child.processingState)) return transition;
  const parent = yield* stores.plans.find(child.parentPlanId);
  if (parent === null || !effectiveSubplans(parent.subplanSettings).failFast) return transition;
  const why = { at: moment.at, actor: moment.actor, reason: FAILED_SIBLING };
  if ((yield* stores.work.failedSiblings(child)) > 0) {
    const descendants = yield* stores.tree.cancelBelow(child.planId, why);
    return cancelled(transition, moment, { reason: FAILED_SIBLING, descendants });
  }
  if (isRecoverable(child.processingState)) yield* stores.tree.cancelIdleSiblings(child, why);
  return transition;
});
