import type { Effect } from "effect/Effect";
import type { Lease } from "../lease/Lease.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { StateCounts } from "../plan/PlanQuery.ts";
import type { Phase, ProcessingState } from "../plan/PlanState.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Instant } from "../time/Instant.ts";

/** Which plans a worker takes. */
export interface WorkFilter {
  readonly phase?: Exclude<Phase, "action"> | undefined;
  readonly project?: string | undefined;
}

/** The lease that a claimer asks for, before it is known for which plan. */
export interface LeaseGrant extends Pick<Lease, "worker" | "secretHash" | "leaseSeconds"> {
  /** When the plan moves, by the claimer's clock: `updated_at`, and the start of the phase if it has none. */
  readonly at: Instant;
  readonly despiteLapsed: boolean;
  /** Up to how many of the plan's children are counted. */
  readonly mostChildren: number;
}

/** `Taken.plan` is the plan as it was before; `children` are its own, as `PlanTreeStore.children` counts them. */
export type ClaimOutcome =
  | {
      readonly _tag: "Taken";
      readonly plan: Plan;
      readonly lease: Lease;
      readonly children: StateCounts;
    }
  | { readonly _tag: "Lapsed" }
  | { readonly _tag: "Nothing" };

/** A dependency that is not yet `applied`. */
export interface PendingDependency {
  readonly planId: PlanId;
  readonly processingState: ProcessingState;
}

/** What may be claimed, and what holds the rest back (domain.md section 2, Subplans). */
export interface WorkQueue {
  /**
   * Takes the first plan, by `queued_at` and id, that is queued in a worked phase, readable and captured, and that its
   * siblings' and dependencies' rules let begin: writes the plan as the rule `claimed` has it and its lease, whose fence
   * is the plan's plus one and whose instants are the store's; a lease that a queued plan should not have is replaced.
   * Plans that another claimer is taking are passed over, and of two claimers the second counts what the first has begun.
   * A plan without `queued_at` comes before all others; `max_parallel` counts in every mode, dependencies in
   * `dependency_ordered` only; settings that cannot be read are the defaults.
   *
   * Unless `grant.despiteLapsed`, takes nothing while a lease is dead or an adopted plan is in `processing` that was never
   * claimed; and rather than `Nothing` it answers `Lapsed` while anything else is (`LeaseStore.lapsed`).
   */
  readonly claim: (filter: WorkFilter, grant: LeaseGrant) => Effect<ClaimOutcome, StorageError>;
  /** Siblings that are begun and neither finished nor stopped, in the order of creation, at most `limit`. */
  readonly openSiblings: (plan: Plan, limit: number) => Effect<ReadonlyArray<PlanId>, StorageError>;
  /** Siblings created earlier that are not finished, oldest first, at most `limit`. */
  readonly unfinishedOlder: (plan: Plan, limit: number) => Effect<ReadonlyArray<PlanId>, StorageError>;
  /** Dependencies that are not applied, in the order given at spawn. */
  readonly pendingDependencies: (planId: PlanId) => Effect<ReadonlyArray<PendingDependency>, StorageError>;
  /** Siblings that count as failed: errored or constrained. */
  readonly failedSiblings: (plan: Pick<Plan, "parentPlanId" | "planId">) => Effect<number, StorageError>;
}
