import type { Database } from "better-sqlite3";
import type { Kysely } from "kysely";
import type { Tables } from "../rows/Tables.ts";
import type { Args, Statement, Value } from "../Statement.ts";
import { sqliteEngine } from "./sqliteEngine.ts";

/** A statement that the driver keeps, ready to be run with values by name. */
export interface Prepared<A extends Args, Row> {
  readonly all: (args: A) => ReadonlyArray<Row>;
  readonly get: (args: A) => Row | undefined;
  /** Answers the number of rows written. */
  readonly run: (args: A) => number;
}

/**
 * The statements of one connection: each is compiled and prepared when it is first run and kept as long as the
 * connection, because either costs several times what running it does.
 */
export class PreparedStatements {
  readonly #database: Database;
  readonly #kysely: Kysely<Tables>;
  readonly #prepared = new WeakMap<object, unknown>();

  constructor(database: Database, kysely: Kysely<Tables>) {
    this.#database = database;
    this.#kysely = kysely;
  }

  /** Throws what the driver throws for a statement that does not fit the schema. */
  of<A extends Args, Row>(statement: Statement<A, Row>): Prepared<A, Row> {
    const known = this.#prepared.get(statement);
    // The map holds under each statement what was made from that statement.
    if (known !== undefined) return known as Prepared<A, Row>;
    const prepared = this.#prepare(statement);
    this.#prepared.set(statement, prepared);
    return prepared;
  }

  #prepare<A extends Args, Row>(statement: Statement<A, Row>): Prepared<A, Row> {
    const { names, sql } = statement.compile(this.#kysely, sqliteEngine);
    const prepared = this.#database.prepare<Array<Value>, Row>(sql);
    const bound = (args: A) => names.map((name): Value => args[name] ?? null);
    return {
      all: (args) => prepared.all(...bound(args)),
      get: (args) => prepared.get(...bound(args)),
      run: (args) => prepared.run(...bound(args)).changes,
    };
  }
}
