import type { Effect } from "effect/Effect";
import type { PlanId } from "../plan/PlanId.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Decision } from "./Decision.ts";
import type { Operation } from "./Operation.ts";

/** The decision records: only ever added to, and kept when their plan is deleted. */
export interface DecisionLog {
  /** Adds a record; an id that is not new is a `Conflict`. */
  readonly append: (decision: Decision) => Effect<void, StorageError>;
  /** The records of a plan in the order in which they were added, optionally of one operation; [] for an unknown plan. */
  readonly ofPlan: (planId: PlanId, operation?: Operation) => Effect<ReadonlyArray<Decision>, StorageError>;
  /** The record that was added last for a plan and an operation, or null. */
  readonly latest: (planId: PlanId, operation: Operation) => Effect<Decision | null, StorageError>;
}
