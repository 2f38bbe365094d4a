import * as Effect from "effect/Effect";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import { parseShortId, planIdFromKey } from "../plan/PlanId.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

/** Only the first of them are named, but all are counted; new ids have random ends, adopted ones may share theirs. */
const MOST_CANDIDATES = 10_000;

/** The plan that an id or a short id names; an exact id always wins (domain.md section 9). */
export const findPlan = Effect.fnUntraced(function* (
  stores: Stores,
  id: string,
): Effect.fn.Return<Plan, PlanError | StorageError> {
  const exact = id === "" ? null : yield* stores.plans.find(planIdFromKey(id));
  if (exact !== null) return exact;
  const short = parseShortId(id);
  const candidates = short === undefined ? [] : yield* stores.plans.findByShortId(short, MOST_CANDIDATES);
  const [only, ...others] = candidates;
  if (only !== undefined && others.length > 0) {
    return yield* new PlanError({ reason: { _tag: "Ambiguous", id, candidates } });
  }
  const plan = only === undefined ? null : yield* stores.plans.find(only);
  return plan ?? (yield* new PlanError({ reason: { _tag: "NotFound", id } }));
});

/** The same, with its tree locked until the unit of work ends. */
export const findPlanLocked = Effect.fnUntraced(function* (
  stores: Stores,
  id: string,
): Effect.fn.Return<Plan, PlanError | StorageError> {
  const plan = yield* findPlan(stores, id);
  const stale = yield* stores.tree.lock(plan.rootPlanId);
  return stale ? yield* findPlan(stores, plan.planId) : plan;
});
