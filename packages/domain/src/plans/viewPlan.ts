import * as Effect from "effect/Effect";
import type { Decision } from "../gate/Decision.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { StateCounts } from "../plan/PlanQuery.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import type { Children, PlanAnswer, PlanView } from "./PlanView.ts";
import { waitingFor } from "./waitingFor.ts";

/** Children are counted up to this many. */
export const MOST_CHILDREN_COUNTED = 1_000;

/** The sum of numbers by state. */
export const totalOf = (counts: StateCounts): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const childrenOf = Effect.fnUntraced(function* (
  stores: Stores,
  planId: PlanId,
  byState: StateCounts,
): Effect.fn.Return<Children, StorageError> {
  const total = totalOf(byState);
  const more =
    total === MOST_CHILDREN_COUNTED && totalOf(yield* stores.tree.children(planId, total + 1)) > total;
  return { total, byState, more };
});

/** A plan whose children are known, up to `MOST_CHILDREN_COUNTED` of them, with what it waits for. */
export const viewWith = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
  children: StateCounts,
): Effect.fn.Return<PlanView, StorageError> {
  return {
    plan,
    children: yield* childrenOf(stores, plan.planId, children),
    waitingFor: yield* waitingFor(stores, plan),
  };
});

/** A plan as it stands in a unit of work, with its children and what it waits for. */
export const viewPlan = (stores: Stores, plan: Plan): Effect.Effect<PlanView, StorageError> =>
  Effect.flatMap(stores.tree.children(plan.planId, MOST_CHILDREN_COUNTED), (children) =>
    viewWith(stores, plan, children),
  );

/** The answer of a command that changed a plan. */
export const answerWith = (
  stores: Stores,
  plan: Plan,
  decision: Decision | null,
): Effect.Effect<PlanAnswer, StorageError> =>
  Effect.map(viewPlan(stores, plan), (view) => ({ ...view, decision, replayed: false }));
