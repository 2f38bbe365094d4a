import type { Effect } from "effect/Effect";
import type { Actor } from "../actor/Actor.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Instant } from "../time/Instant.ts";
import type { Plan } from "./Plan.ts";
import type { PlanId } from "./PlanId.ts";
import type { StateCounts } from "./PlanQuery.ts";
import type { Phase, ProcessingState } from "./PlanState.ts";

/** What a tree shows of a plan. */
export interface PlanNode {
  readonly planId: PlanId;
  readonly parentPlanId: PlanId | null;
  readonly phase: Phase;
  readonly processingState: ProcessingState;
  readonly description: string;
}

/** Why and by whom unfinished plans are cancelled. */
export interface Cancellation {
  readonly at: Instant;
  readonly actor: Actor;
  readonly reason: string | null;
}

/** Questions and changes that concern whole trees; each is a bounded number of statements whatever the depth. */
export interface PlanTreeStore {
  /** From the parent up to the root; [] for a root. */
  readonly ancestors: (planId: PlanId) => Effect<ReadonlyArray<PlanNode>, StorageError>;
  /** The plan and everything below it, in no particular order; [] for an unknown plan. */
  readonly subtree: (planId: PlanId) => Effect<ReadonlyArray<PlanNode>, StorageError>;
  /** Direct children by state, counted up to `limit` children. */
  readonly children: (planId: PlanId, limit: number) => Effect<StateCounts, StorageError>;
  /** Unfinished plans below a plan, itself not counted. */
  readonly unfinishedBelow: (planId: PlanId) => Effect<number, StorageError>;
  /** Everything below a plan, itself not counted, by state. */
  readonly statesBelow: (planId: PlanId) => Effect<StateCounts, StorageError>;
  /** Cost of a whole tree; 0 for an unknown root. */
  readonly cost: (rootPlanId: PlanId) => Effect<number, StorageError>;
  /**
   * Cancels every unfinished plan below a plan (itself not): state, `completed_at` and `updated_at`, version + 1, its
   * lease removed, one `plan.cancelled` event each with the new version and the data `{"from": {"phase", "state"},
   * "reason"}`, in the order of their ids. What others are changing at this moment is waited for. Answers how many.
   */
  readonly cancelBelow: (planId: PlanId, why: Cancellation) => Effect<number, StorageError>;
  /**
   * Likewise for the siblings of a child that are neither finished nor `processing`, and everything unfinished below
   * those siblings, `processing` included. The child itself stays; a root has no siblings.
   */
  readonly cancelIdleSiblings: (child: Plan, why: Cancellation) => Effect<number, StorageError>;
  /** True when a plan outside a plan's subtree depends on a plan inside it. */
  readonly hasDependents: (planId: PlanId) => Effect<boolean, StorageError>;
  /**
   * Deletes a plan and everything below it, leases and dependencies included, with one `plan.deleted` event each, in the
   * order of their ids: its last version and the data `{"snapshot_digest", "reason"}` (digest null without rules). Answers how many, 0 for an unknown
   * plan. A `Conflict` when a plan outside depends on one of them.
   */
  readonly remove: (planId: PlanId, why: Cancellation) => Effect<number, StorageError>;
}
