import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { isDead, type Lease } from "../lease/Lease.ts";
import { unmoved } from "../plan/lifecycle/Transition.ts";
import { reclaimed } from "../plan/lifecycle/work.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import type { PlanId } from "../plan/PlanId.ts";
import { isLegal } from "../plan/PlanState.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import type { Instant } from "../time/Instant.ts";
import { afterWork } from "./afterWork.ts";
import { commitOn, type PlanCaller } from "./commitOn.ts";
import { type Caller, commit, momentOf, type PlansContext } from "./PlansContext.ts";
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

/**
 * What to do with trees that somebody else is working on: whoever asks for work only wants some, and leaves them to the
 * next one, rather than to wait for one tree while others have work.
 */
export type BusyTrees = "wait" | "pass";

const reclaimPlan = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  plan: Plan,
  lease: Lease | null,
): Effect.fn.Return<void, PlanError | StorageError> {
  yield* stores.leases.remove(plan.planId);
  const transition = reclaimed(unmoved(plan), moment, lease);
  yield* persist(stores, yield* afterWork(stores, moment, transition));
});

/** What became of a plan that had lapsed, once nobody else can change it: a heartbeat or another claimer may have been first. */
const reclaimIfStill = Effect.fnUntraced(function* (
  context: PlansContext,
  stores: Stores,
  caller: Caller,
  planId: PlanId,
  { busy, lapsedAt }: { readonly busy: BusyTrees; readonly lapsedAt: Instant },
): Effect.fn.Return<boolean, PlanError | StorageError> {
  const plan = yield* busy === "wait" ? stores.plans.lock(planId, "tree") : stores.plans.tryLock(planId);
  if (plan === null || plan.processingState !== "processing" || !isLegal(plan)) return false;
  const lease = yield* stores.leases.find(planId);
  if (lease !== null && !isDead(lease, lapsedAt)) return false;
  yield* reclaimPlan(stores, yield* momentOf(context, caller), plan, lease);
  return true;
});

/**
 * Gives back every plan whose lease is dead by the store's clock, at most 100, in the order of their roots, so that two
 * who do so at the same time wait for one another and not both for ever.
 */
export const reclaimLapsed = Effect.fnUntraced(function* (
  context: PlansContext,
  stores: Stores,
  caller: Caller,
  busy: BusyTrees,
): Effect.fn.Return<ReclaimAnswer, PlanError | StorageError> {
  const now = yield* stores.now;
  const lapsed = yield* stores.leases.lapsed(now, MOST_RECLAIMED);
  const given: Array<PlanId> = [];
  for (const planId of lapsed) {
    if (yield* reclaimIfStill(context, stores, caller, planId, { busy, lapsedAt: now })) given.push(planId);
  }
  return { reclaimed: given, more: lapsed.length === MOST_RECLAIMED };
});

const reclaimOne = (
  context: PlansContext,
  command: PlanCaller,
): Effect.Effect<ReclaimAnswer, PlanError | StorageError> =>
  commitOn(
    context,
    command,
    "tree",
    Effect.fnUntraced(function* (
      stores: Stores,
      plan: Plan,
      moment: Moment,
    ): Effect.fn.Return<Result.Result<ReclaimAnswer, never>, PlanError | StorageError> {
      if (plan.processingState !== "processing" || !isLegal(plan)) return yield* wrongState(plan, "reclaim");
      const lease = yield* stores.leases.find(plan.planId);
      if (lease !== null && !isDead(lease, yield* stores.now)) {
        return yield* new PlanError({ reason: { _tag: "LiveLease", planId: plan.planId, count: 1 } });
      }
      yield* reclaimPlan(stores, moment, plan, lease);
      return Result.succeed({ reclaimed: [plan.planId], more: false });
    }),
  );

/** Gives plans back whose workers were lost; a plan under a live lease is a conflict. */
export const reclaimWork = (
  context: PlansContext,
  { id, ...caller }: ReclaimCommand,
): Effect.Effect<ReclaimAnswer, PlanError | StorageError> =>
  id === undefined
    ? commit(context, caller, (stores) =>
        Effect.map(reclaimLapsed(context, stores, caller, "wait"), Result.succeed),
      )
    : reclaimOne(context, { ...caller, id });
