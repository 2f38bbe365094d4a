import * as Effect from "effect/Effect";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import { type PlanId, parseShortId, planIdFromKey } from "../plan/PlanId.ts";
import type { LockExtent } from "../plan/PlanStore.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

/** Only the first of them are named, but all are counted; new ids have random ends, adopted ones may share theirs. */
const MOST_CANDIDATES = 10_000;

type Look = (planId: PlanId) => Effect.Effect<Plan | null, StorageError>;

const named = Effect.fnUntraced(function* (
  stores: Stores,
  id: string,
  look: Look,
): Effect.fn.Return<Plan, PlanError | StorageError> {
  const exact = id === "" ? null : yield* look(planIdFromKey(id));
  if (exact !== null) return exact;
  const short = parseShortId(id);
  const candidates = short === undefined ? [] : yield* stores.plans.findByShortId(short, MOST_CANDIDATES);
  const [only, ...others] = candidates;
  if (only !== undefined && others.length > 0) {
    return yield* new PlanError({ reason: { _tag: "Ambiguous", id, candidates } });
  }
  const plan = only === undefined ? null : yield* look(only);
  return plan ?? (yield* new PlanError({ reason: { _tag: "NotFound", id } }));
});

/** The plan that an id or a short id names; an exact id always wins (domain.md section 9). */
export const findPlan = (stores: Stores, id: string): Effect.Effect<Plan, PlanError | StorageError> =>
  named(stores, id, stores.plans.find);

/** The same, locked until the unit of work ends. */
export const findPlanLocked = (
  stores: Stores,
  id: string,
  extent: LockExtent,
): Effect.Effect<Plan, PlanError | StorageError> =>
  named(stores, id, (planId) => stores.plans.lock(planId, extent));
