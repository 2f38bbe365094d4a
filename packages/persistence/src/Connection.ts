import type { StorageError } from "@planwright/domain";
import type { Effect } from "effect/Effect";
import type { Session } from "./Session.ts";

/** A transaction that has begun; it must be ended by exactly one of the three. */
export interface Transaction {
  readonly session: Session;
  /** Makes the writes durable, or fails and has rolled them back. */
  readonly commit: Effect<void, StorageError>;
  readonly rollback: Effect<void>;
  /** Rolls back, and fails where the commit would have failed. */
  readonly rehearse: Effect<void, StorageError>;
  /**
   * Whether what has failed in it was only bad luck (a deadlock, a connection that had died of age), so that the same
   * work may succeed in another transaction. Never true of one that may have been committed.
   */
  readonly worthAnother: () => boolean;
}

/** What a unit of work wants of its transaction. */
export interface Wish {
  readonly mode: "read" | "write";
  /** A reading unit that is content with a state of a moment ago. */
  readonly mayLag: boolean;
}

/** Where units of work get their transactions from, whatever the engine. */
export interface Connection {
  /** Whether there is room for one unit of work only, so that one inside of another would wait for ever. */
  readonly single: boolean;
  /**
   * Begins, when there is room for another unit of work; for `write` with the right to write. Waiting for others can be
   * interrupted and ends in `Busy`; a transaction that has begun cannot be lost.
   */
  readonly begin: (wish: Wish) => Effect<Transaction, StorageError>;
}
