import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError, type PlanReason } from "../plan/PlanError.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { commitOn } from "./commitOn.ts";
import type { PlansContext } from "./PlansContext.ts";
import { requirePersonOrOwner } from "./personOnly.ts";
import { checkVersion, type PlanCommand } from "./transitionPlan.ts";
import { totalOf } from "./viewPlan.ts";

/** Remove a plan from the ledger; its record stays. */
export interface DeleteCommand extends PlanCommand {
  /** Everything below it as well. */
  readonly tree?: boolean | undefined;
}

/** What was removed. */
export interface DeleteAnswer {
  readonly planId: PlanId;
  readonly rootPlanId: PlanId;
  readonly deleted: number;
}

const refuse = (reason: PlanReason): Effect.Effect<never, PlanError> =>
  Effect.fail(new PlanError({ reason }));

/**
 * Deletes a plan without descendants, or a whole subtree; never leaves an orphan. Refused while anything in it is being
 * worked on under a live lease, or a sibling outside depends on it. Decisions, events and snapshot texts stay.
 */
export const deletePlan = (
  context: PlansContext,
  command: DeleteCommand,
): Effect.Effect<DeleteAnswer, PlanError | StorageError> =>
  commitOn(
    context,
    command,
    "subtree",
    Effect.fnUntraced(function* (
      stores: Stores,
      plan: Plan,
      moment: Moment,
    ): Effect.fn.Return<Result.Result<DeleteAnswer, never>, PlanError | StorageError> {
      const { planId, rootPlanId } = plan;
      yield* checkVersion(plan, command);
      yield* requirePersonOrOwner(command.actor, plan, "delete");
      const below = totalOf(yield* stores.tree.statesBelow(planId));
      if (below > 0 && command.tree !== true)
        return yield* refuse({ _tag: "HasDescendants", planId, count: below });
      const live = yield* stores.leases.liveIn(planId, yield* stores.now);
      if (live > 0) return yield* refuse({ _tag: "LiveLease", planId, count: live });
      if (yield* stores.tree.hasDependents(planId)) return yield* refuse({ _tag: "HasDependents", planId });
      const deleted = yield* stores.tree.remove(planId, { at: moment.at, actor: moment.actor, reason: null });
      return Result.succeed({ planId, rootPlanId, deleted });
    }),
  );
