import * as Effect from "effect/Effect";
import type * as Result from "effect/Result";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import type { LockExtent } from "../plan/PlanStore.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { findPlanLocked } from "./findPlan.ts";
import { type Caller, commit, momentOf, type PlansContext } from "./PlansContext.ts";

/** A caller who names a plan, by id or short id. */
export interface PlanCaller extends Caller {
  readonly id: string;
}

/** What becomes of a plan that nobody else can change meanwhile. */
export type OnPlan<A, E, F> = (
  stores: Stores,
  plan: Plan,
  moment: Moment,
) => Effect.Effect<Result.Result<A, F>, E>;

/** One write about one plan, as `commit` has it: the plan is locked first, and only then is it found and the moment made. */
export const commitOn = <A, E, F>(
  context: PlansContext,
  command: PlanCaller,
  extent: LockExtent,
  body: OnPlan<A, E, F>,
): Effect.Effect<A, E | F | PlanError | StorageError> =>
  commit(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
    ): Effect.fn.Return<Result.Result<A, F>, E | PlanError | StorageError> {
      const plan = yield* findPlanLocked(stores, command.id, extent);
      return yield* body(stores, plan, yield* momentOf(context, command));
    }),
  );
