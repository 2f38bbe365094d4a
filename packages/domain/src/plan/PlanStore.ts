import type { Effect } from "effect/Effect";
import type { StorageError } from "../store/StorageError.ts";
import type { Plan } from "./Plan.ts";
import type { PlanId } from "./PlanId.ts";
import type { PlanCursor, PlanFilter, PlanPage, StateCounts } from "./PlanQuery.ts";

/** A plan with its place in the list's order. */
export interface ListedPlan {
  readonly plan: Plan;
  readonly cursor: PlanCursor;
}

/** How much a unit of work keeps for itself: a plan; its root and the plan; these and everything below the plan. */
export type LockExtent = "plan" | "tree" | "subtree";

/** Keeps plans, each with its projects, arguments, invariants and dependencies. */
export interface PlanStore {
  /**
   * Adds plans in the order given, parents before children, each with these dependencies. A `Conflict`: a taken id; an
   * unknown parent, action or dependency; a root that is not the parent's, or for a plan without parent not its own id;
   * two projects, aliases or arguments of one name.
   */
  readonly insert: (
    plans: ReadonlyArray<Plan>,
    dependencies?: ReadonlyArray<PlanId>,
  ) => Effect<void, StorageError>;
  /** The plan under an exact id, or null. Never fails for stored text that cannot be read. */
  readonly find: (planId: PlanId) => Effect<Plan | null, StorageError>;
  /**
   * The same as `find`, and until the unit of work ends nobody else changes the plan, nor, for `tree`, which plans its
   * tree holds: spawn, cancel, revert, delete and reports of one tree follow one another. Claims, which change a plan
   * without its tree, are kept away from everything at and below the plan by `subtree` alone. What it answers is what
   * everybody committed before. It waits for others; who locks several plans locks them in the order of their roots.
   */
  readonly lock: (planId: PlanId, extent: LockExtent) => Effect<Plan | null, StorageError>;
  /** The same as `lock` of a `tree`, but null instead of waiting when somebody else has the tree or the plan. */
  readonly tryLock: (planId: PlanId) => Effect<Plan | null, StorageError>;
  /** The ids whose last 8 characters are `short` (upper case), smallest first, at most `limit`. */
  readonly findByShortId: (short: string, limit: number) => Effect<ReadonlyArray<PlanId>, StorageError>;
  /**
   * Writes what differs between the two, and nothing else, where the row still has `before.version`; `after.version` is
   * greater. Identity, projects, arguments, invariants and the snapshot are never written, nor is a `Damaged` value: that
   * column keeps its text. False = the row has another version or is gone, and nothing was written.
   */
  readonly update: (before: Plan, after: Plan) => Effect<boolean, StorageError>;
  /** Likewise, and replaces the reference and the snapshot of a plan whose own are not captured or damaged. */
  readonly capture: (before: Plan, after: Plan) => Effect<boolean, StorageError>;
  /** Newest first (`created_at`, then id, by bytes), filtered and cut in the database. */
  readonly list: (filter: PlanFilter, page: PlanPage) => Effect<ReadonlyArray<ListedPlan>, StorageError>;
  /** Numbers over a filter, by state. */
  readonly count: (filter: PlanFilter) => Effect<StateCounts, StorageError>;
}
