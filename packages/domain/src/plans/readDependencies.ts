import * as Effect from "effect/Effect";
import { InvalidInput } from "../input/InvalidInput.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import type { PlanId } from "../plan/PlanId.ts";
import { effectiveSubplans } from "../plan/SubplanSettings.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { findPlan } from "./findPlan.ts";

/** A new child depends on at most this many siblings. */
export const MOST_DEPENDENCIES = 1_000;

const refuse = (index: number, message: string): InvalidInput =>
  InvalidInput.at("", ["depends_on", index], message);

const readOne = Effect.fnUntraced(function* (
  stores: Stores,
  parent: Plan,
  id: string,
  index: number,
): Effect.fn.Return<PlanId, InvalidInput | PlanError | StorageError> {
  const sibling = yield* findPlan(stores, id);
  if (sibling.parentPlanId !== parent.planId)
    return yield* refuse(index, `is not a child of plan ${parent.planId}`);
  if (sibling.processingState === "cancelled")
    return yield* refuse(index, "is cancelled and will never be applied");
  return sibling.planId;
});

/**
 * The siblings that a new child must wait for. They exist before it, so no cycle can come about (domain.md section 2);
 * the parent's children must be ordered by dependencies for them to count.
 */
export const readDependencies = Effect.fnUntraced(function* (
  stores: Stores,
  parent: Plan,
  ids: ReadonlyArray<string>,
): Effect.fn.Return<ReadonlyArray<PlanId>, InvalidInput | PlanError | StorageError> {
  if (ids.length === 0) return [];
  if (ids.length > MOST_DEPENDENCIES) {
    return yield* InvalidInput.at("", ["depends_on"], `must not name more than ${MOST_DEPENDENCIES} plans`);
  }
  const mode = effectiveSubplans(parent.subplanSettings).executionMode;
  if (mode !== "dependency_ordered") {
    return yield* InvalidInput.at(
      "",
      ["depends_on"],
      `counts only where the parent's subplans are dependency_ordered (they are ${mode})`,
    );
  }
  const dependencies = new Set<PlanId>();
  for (const [index, id] of ids.entries()) dependencies.add(yield* readOne(stores, parent, id, index));
  return [...dependencies];
});
