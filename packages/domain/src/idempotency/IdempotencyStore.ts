import type { Effect } from "effect/Effect";
import type { Actor } from "../actor/Actor.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Instant } from "../time/Instant.ts";

/** What an idempotency key stands for (domain.md section 10). */
export interface IdempotencyRecord {
  readonly actor: Actor;
  readonly operation: "plan use" | "plan spawn" | "action create";
  readonly key: string;
  /** SHA-256 of the canonical request. */
  readonly requestDigest: string;
  /** Id or name of what was created. */
  readonly subject: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** The keys of the last 24 hours, written in the transaction that created their subject. */
export interface IdempotencyStore {
  /**
   * Keeps a key for this unit of work until it ends. False = another unit of work has it at this moment, and nothing is
   * known yet of what comes of it. Never waits.
   */
  readonly reserve: (
    scope: Pick<IdempotencyRecord, "actor" | "operation" | "key">,
  ) => Effect<boolean, StorageError>;
  /** The record of a key, or null when there is none that lives at `now`; it is dead from `expiresAt` on. */
  readonly find: (
    scope: Pick<IdempotencyRecord, "actor" | "operation" | "key">,
    now: Instant,
  ) => Effect<IdempotencyRecord | null, StorageError>;
  /**
   * Adds a record, in place of an expired one; one under the same key that lives at `record.createdAt` is a `Conflict`.
   * All records that are dead by then go.
   */
  readonly insert: (record: IdempotencyRecord) => Effect<void, StorageError>;
}
