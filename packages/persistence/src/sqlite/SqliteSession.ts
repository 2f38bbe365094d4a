import type { StorageError } from "@planwright/domain";
import type { Database } from "better-sqlite3";
import * as Effect from "effect/Effect";
import type { Session } from "../Session.ts";
import { type Args, command, type Statement } from "../Statement.ts";
import { failure } from "./failure.ts";
import type { PreparedStatements } from "./PreparedStatements.ts";
import { sqliteEngine } from "./sqliteEngine.ts";

/** What a connection gives to the sessions on it. */
export interface SqliteHandle {
  readonly database: Database;
  readonly statements: PreparedStatements;
  /** How messages name the ledger. */
  readonly ledger: string;
  /** How long the driver waits for a lock before a statement fails, in milliseconds. */
  readonly busyMillis: number;
}

const SAVEPOINT = command("SAVEPOINT pw_atomic");
const RELEASE = command("RELEASE pw_atomic");
const ROLL_BACK = command("ROLLBACK TO pw_atomic");

const ENDED = "A store was used after its unit of work had ended.";
const NOT_WRITING = "A store was written to outside of a writing unit of work.";

/** The statements of one transaction on the one connection there is; each runs to its end without giving way. */
export class SqliteSession implements Session {
  readonly engine = sqliteEngine;
  readonly ledger: string;
  readonly #handle: SqliteHandle;
  readonly #writes: boolean;
  #ended = false;
  #lost: Effect.Effect<never, StorageError> | undefined;

  constructor(handle: SqliteHandle, mode: "read" | "write") {
    this.#handle = handle;
    this.#writes = mode === "write";
    this.ledger = handle.ledger;
  }

  /** The failure that made SQLite roll the whole transaction back by itself (a full disk, for example), if one did. */
  get lost(): Effect.Effect<never, StorageError> | undefined {
    return this.#lost;
  }

  /** From now on every use is a defect. */
  end(): void {
    this.#ended = true;
  }

  all<A extends Args, Row>(statement: Statement<A, Row>, args: A) {
    return this.#attempt(false, () => this.#handle.statements.of(statement).all(args));
  }

  get<A extends Args, Row>(statement: Statement<A, Row>, args: A) {
    return this.#attempt(false, () => this.#handle.statements.of(statement).get(args));
  }

  run<A extends Args>(statement: Statement<A, unknown>, args: A) {
    return this.#attempt(true, () => this.#handle.statements.of(statement).run(args));
  }

  each<A extends Args>(statement: Statement<A, unknown>, args: Iterable<A>) {
    return this.#attempt(true, () => {
      const prepared = this.#handle.statements.of(statement);
      for (const each of args) prepared.run(each);
    });
  }

  append<A extends Args>(statement: Statement<A, unknown>, args: Iterable<A>) {
    return this.each(statement, args);
  }

  atomic<Answer, E, R>(writes: Effect.Effect<Answer, E, R>): Effect.Effect<Answer, E | StorageError, R> {
    const undo = Effect.andThen(this.run(ROLL_BACK, {}), this.run(RELEASE, {}));
    return Effect.andThen(
      this.run(SAVEPOINT, {}),
      Effect.onExit(writes, (exit) => {
        if (exit._tag === "Success") return this.run(RELEASE, {});
        // With the transaction its savepoints are gone, and the failure that ended it is the one to report.
        return Effect.suspend(() => (this.#lost === undefined ? undo : Effect.void));
      }),
    );
  }

  runUnordered<A extends Args>(statement: Statement<A, unknown>, args: A) {
    return Effect.andThen(
      this.#deferForeignKeys("ON"),
      Effect.onExit(this.run(statement, args), () =>
        Effect.suspend(() => (this.#lost === undefined ? this.#deferForeignKeys("OFF") : Effect.void)),
      ),
    );
  }

  /** Such a pragma takes effect when it is prepared, so it is prepared each time. */
  #deferForeignKeys(state: "ON" | "OFF"): Effect.Effect<void, StorageError> {
    return this.#attempt(true, () => {
      this.#handle.database.exec(`PRAGMA defer_foreign_keys = ${state}`);
    });
  }

  #attempt<Answer>(writes: boolean, use: () => Answer): Effect.Effect<Answer, StorageError> {
    return Effect.suspend(() => {
      if (this.#ended) return Effect.die(new Error(ENDED));
      if (writes && !this.#writes) return Effect.die(new Error(NOT_WRITING));
      if (this.#lost !== undefined) return this.#lost;
      try {
        return Effect.succeed(use());
      } catch (cause) {
        const failed = failure(cause, this.#handle.busyMillis);
        if (!this.#handle.database.inTransaction) this.#lost = failed;
        return failed;
      }
    });
  }
}
