import type { Effect } from "effect/Effect";
import type { Plan } from "../plan/Plan.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { Phase, ProcessingState } from "../plan/PlanState.ts";
import type { StorageError } from "../store/StorageError.ts";

/** Which plans a worker takes. */
export interface WorkFilter {
  readonly phase?: Exclude<Phase, "action"> | undefined;
  readonly project?: string | undefined;
}

/** A dependency that is not yet `applied`. */
export interface PendingDependency {
  readonly planId: PlanId;
  readonly processingState: ProcessingState;
}

/** What may be claimed, and what holds the rest back (domain.md section 2, Subplans). */
export interface WorkQueue {
  /**
   * The first plan, by `queued_at` and id, that is queued in a worked phase, readable and captured, and that its
   * siblings' and dependencies' rules let begin; locked until the unit of work ends. Null when there is none. Plans
   * that another claimer has locked are passed over. A plan without `queued_at` comes before all others; `max_parallel`
   * counts in every mode, dependencies in `dependency_ordered` only; settings that cannot be read are the defaults.
   */
  readonly next: (filter: WorkFilter) => Effect<Plan | null, StorageError>;
  /** Siblings that are begun and neither finished nor stopped, in the order of creation, at most `limit`. */
  readonly openSiblings: (plan: Plan, limit: number) => Effect<ReadonlyArray<PlanId>, StorageError>;
  /** Siblings created earlier that are not finished, oldest first, at most `limit`. */
  readonly unfinishedOlder: (plan: Plan, limit: number) => Effect<ReadonlyArray<PlanId>, StorageError>;
  /** Dependencies that are not applied, in the order given at spawn. */
  readonly pendingDependencies: (planId: PlanId) => Effect<ReadonlyArray<PendingDependency>, StorageError>;
  /** Siblings that count as failed: errored or constrained. */
  readonly failedSiblings: (plan: Plan) => Effect<number, StorageError>;
}
