import * as Effect from "effect/Effect";
import type { Plan } from "../plan/Plan.ts";
import type { Profile } from "../profile/Profile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

/** The cost of a plan's whole tree where its rules limit it; undefined, and not asked for, where they do not. */
export const treeCost = (
  stores: Stores,
  plan: Plan,
  { guards, safety }: Profile,
): Effect.Effect<number | undefined, StorageError> =>
  safety.maxTotalCost === null && (guards?.maxTotalCost ?? null) === null
    ? Effect.succeed(undefined)
    : stores.tree.cost(plan.rootPlanId);
