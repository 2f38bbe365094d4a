import type { Effect } from "effect/Effect";
import type { PlanId } from "../plan/PlanId.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Instant } from "../time/Instant.ts";
import type { Lease } from "./Lease.ts";

/** The leases, at most one for each plan. */
export interface LeaseStore {
  readonly find: (planId: PlanId) => Effect<Lease | null, StorageError>;
  /** Adds a lease; a plan that has one, or that does not exist, is a `Conflict`. */
  readonly insert: (lease: Lease) => Effect<void, StorageError>;
  /** Moves the expiry of a plan's lease; the plan's version does not change. False = it has none. */
  readonly extend: (planId: PlanId, expiresAt: Instant) => Effect<boolean, StorageError>;
  /** Removes a plan's lease; nothing happens when there is none. */
  readonly remove: (planId: PlanId) => Effect<void, StorageError>;
  /**
   * Ids of plans in `processing` whose lease is dead at `now` or missing, by root and then by id, at most `limit`. A plan
   * in `action/processing`, which is no place of the life cycle, is not among them: nothing gives it back.
   */
  readonly lapsed: (now: Instant, limit: number) => Effect<ReadonlyArray<PlanId>, StorageError>;
  /** How many plans of a subtree, its top included, are `processing` under a lease that lives at `now`. */
  readonly liveIn: (top: PlanId, now: Instant) => Effect<number, StorageError>;
}
