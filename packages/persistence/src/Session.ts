import type { StorageError } from "@planwright/domain";
import type { Effect } from "effect/Effect";
import type { Engine } from "./Engine.ts";
import type { Args, Statement } from "./Statement.ts";

/**
 * The statements of one unit of work, one after another on its own connection. Using it after the unit has ended, or for
 * writing in a unit that reads, is a defect; so is a failure of the engine that has no reason of `StorageError`.
 */
export interface Session {
  /** What the engine says in its own words, and what it can do. */
  readonly engine: Engine;
  /** How messages name the ledger: its path or address, without credentials. */
  readonly ledger: string;
  /** All rows, in the order of the statement. */
  readonly all: <A extends Args, Row>(
    statement: Statement<A, Row>,
    args: A,
  ) => Effect<ReadonlyArray<Row>, StorageError>;
  /** The first row, or undefined. */
  readonly get: <A extends Args, Row>(
    statement: Statement<A, Row>,
    args: A,
  ) => Effect<Row | undefined, StorageError>;
  /** Writes; answers how many rows were inserted, changed or deleted, those of foreign keys' actions not counted. */
  readonly run: <A extends Args>(statement: Statement<A, unknown>, args: A) => Effect<number, StorageError>;
  /** Writes once for each of the arguments, in their order, and stops at the first failure. */
  readonly each: <A extends Args>(
    statement: Statement<A, unknown>,
    args: Iterable<A>,
  ) => Effect<void, StorageError>;
  /**
   * Inserts once for each of the arguments, in their order, without waiting: nothing else in the unit of work may look at
   * whether it succeeded. An engine across a network reports a failure when something is next waited for, at the latest
   * when the unit commits; an embedded one at once.
   */
  readonly append: <A extends Args>(
    statement: Statement<A, unknown>,
    args: Iterable<A>,
  ) => Effect<void, StorageError>;
  /**
   * All of the writes within or none of them, also where the unit of work goes on after a failure. What may be refused
   * while its unit goes on belongs in here: on PostgreSQL a failure outside of it is the failure of the whole unit.
   */
  readonly atomic: <Answer, E, R>(writes: Effect<Answer, E, R>) => Effect<Answer, E | StorageError, R>;
  /** Deletes with a statement that may remove a row before the rows that refer to it; nothing may refer to it afterwards. */
  readonly runUnordered: <A extends Args>(
    statement: Statement<A, unknown>,
    args: A,
  ) => Effect<number, StorageError>;
}
