import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { isDead } from "../lease/Lease.ts";
import { unmoved } from "../plan/lifecycle/Transition.ts";
import { reclaimed } from "../plan/lifecycle/work.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import type { PlanId } from "../plan/PlanId.ts";
import { isLegal } from "../plan/PlanState.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { afterWork } from "./afterWork.ts";
import { findPlanLocked } from "./findPlan.ts";
import { type Caller, commit, type PlansContext } from "./PlansContext.ts";
import { persist, wrongState } from "./transitionPlan.ts";

/** Plans that one unit of work gives back at most, so that it stays short. */
export const MOST_RECLAIMED = 100;

/** Give plans of lost workers back to the queue: one plan, or all whose leases are dead. */
export interface ReclaimCommand extends Caller {
  readonly id?: string | undefined;
}

/** The plans that went back. */
export interface ReclaimAnswer {
  readonly reclaimed: ReadonlyArray<PlanId>;
  /** There were more than one unit of work takes; reclaim again. */
  readonly more: boolean;
}

const reclaimPlan = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  plan: Plan,
): Effect.fn.Return<void, PlanError | StorageError> {
  const lease = yield* stores.leases.find(plan.planId);
  yield* stores.leases.remove(plan.planId);
  const transition = reclaimed(unmoved(plan), moment, lease);
  yield* persist(stores, yield* afterWork(stores, moment, transition));
});

/** Gives back every plan whose lease is dead by the store's clock, at most 100, oldest ids first. */
export const reclaimLapsed = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
): Effect.fn.Return<ReclaimAnswer, PlanError | StorageError> {
  const lapsed = yield* stores.leases.lapsed(yield* stores.now, MOST_RECLAIMED);
  const given: Array<PlanId> = [];
  for (const planId of lapsed) {
    const plan = yield* stores.plans.find(planId);
    if (plan === null || plan.processingState !== "processing") continue;
    yield* reclaimPlan(stores, moment, plan);
    given.push(planId);
  }
  return { reclaimed: given, more: lapsed.length === MOST_RECLAIMED };
});

const reclaimOne = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  id: string,
): Effect.fn.Return<ReclaimAnswer, PlanError | StorageError> {
  const plan = yield* findPlanLocked(stores, id);
  if (plan.processingState !== "processing" || !isLegal(plan)) return yield* wrongState(plan, "reclaim");
  const lease = yield* stores.leases.find(plan.planId);
  if (lease !== null && !isDead(lease, yield* stores.now)) {
    return yield* new PlanError({ reason: { _tag: "LiveLease", planId: plan.planId, count: 1 } });
  }
  yield* reclaimPlan(stores, moment, plan);
  return { reclaimed: [plan.planId], more: false };
});

/** Gives plans back whose workers were lost; a plan under a live lease is a conflict. */
export const reclaimWork = (
  context: PlansContext,
  command: ReclaimCommand,
): Effect.Effect<ReclaimAnswer, PlanError | StorageError> =>
  commit(context, command, (stores, moment) =>
    Effect.map(
      command.id === undefined ? reclaimLapsed(stores, moment) : reclaimOne(stores, moment, command.id),
      Result.succeed,
    ),
  );
