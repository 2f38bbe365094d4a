import * as Context from "effect/Context";
import type { Effect } from "effect/Effect";
import type { ActionStore } from "../action/ActionStore.ts";
import type { EventLog } from "../event/EventLog.ts";
import type { DecisionLog } from "../gate/DecisionLog.ts";
import type { IdempotencyStore } from "../idempotency/IdempotencyStore.ts";
import type { LeaseStore } from "../lease/LeaseStore.ts";
import type { PlanStore } from "../plan/PlanStore.ts";
import type { PlanTreeStore } from "../plan/PlanTreeStore.ts";
import type { ProfileStore } from "../profile/ProfileStore.ts";
import type { SettingStore } from "../setting/SettingStore.ts";
import type { SnapshotStore } from "../snapshot/SnapshotStore.ts";
import type { Instant } from "../time/Instant.ts";
import type { WorkQueue } from "../work/WorkQueue.ts";
import type { StorageError } from "./StorageError.ts";

/** The stores of one unit of work; they must not be used after it has ended. */
export interface Stores {
  readonly actions: ActionStore;
  readonly decisions: DecisionLog;
  readonly events: EventLog;
  readonly idempotency: IdempotencyStore;
  readonly leases: LeaseStore;
  readonly plans: PlanStore;
  readonly profiles: ProfileStore;
  readonly settings: SettingStore;
  readonly snapshots: SnapshotStore;
  readonly tree: PlanTreeStore;
  readonly work: WorkQueue;
  /** The store's clock, which decides when a lease is dead (domain.md section 4, Leases). */
  readonly now: Effect<Instant, StorageError>;
}

/** What a reading unit of work is content with. */
export interface ReadOptions {
  /** A state of a moment ago will do, without what was committed just now: a store with copies may ask one of them. */
  readonly mayLag?: boolean;
}

/** How a unit of work ends when its body succeeds. */
export interface WriteOptions {
  /** Roll back instead of committing: the answer is what would have been. */
  readonly dryRun?: boolean;
}

/**
 * All or nothing over every store. A body that fails, dies or is interrupted leaves nothing behind, and a caller that
 * was told so will never find it committed afterwards; the commit itself cannot be interrupted. A fiber that is
 * interrupted meanwhile ends as interrupted although it has committed: callers that have to know use `withinMillis` and
 * `untilAborted`.
 */
export class UnitOfWork extends Context.Service<
  UnitOfWork,
  {
    /** Runs a body that only reads, over one consistent state. */
    readonly read: <A, E, R>(
      body: (stores: Stores) => Effect<A, E, R>,
      options?: ReadOptions,
    ) => Effect<A, E | StorageError, R>;
    /**
     * Runs a body that writes. What it has locked (`PlanStore.lock`, `WorkQueue.claim`) nobody else changes until it ends.
     * A body that met others half way (a deadlock, for example) is rolled back and run again, a bounded number of times,
     * so it does nothing but ask the stores.
     */
    readonly write: <A, E, R>(
      body: (stores: Stores) => Effect<A, E, R>,
      options?: WriteOptions,
    ) => Effect<A, E | StorageError, R>;
  }
>()("@planwright/domain/store/UnitOfWork") {}
