import type { StorageError } from "@planwright/domain";
import type { Effect } from "effect/Effect";
import type { Session } from "./Session.ts";

/** A transaction that has begun; it must be ended by exactly one of the two. */
export interface Transaction {
  readonly session: Session;
  /** Makes the writes durable, or fails and has rolled them back. */
  readonly commit: Effect<void, StorageError>;
  readonly rollback: Effect<void>;
}

/** Where units of work get their transactions from, whatever the engine. */
export interface Connection {
  /** Runs a unit of work when there is room for it; a waiting one may be interrupted. */
  readonly admit: <A, E, R>(unit: Effect<A, E, R>) => Effect<A, E, R>;
  /**
   * Begins; for `write` with the right to write. Waiting for other processes can be interrupted; a transaction that has
   * begun cannot be lost.
   */
  readonly begin: (mode: "read" | "write") => Effect<Transaction, StorageError>;
}
