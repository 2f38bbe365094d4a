import {
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type TransactionSettings,
} from "kysely";
import type { Link } from "./Link.ts";
import { namedFor } from "./Named.ts";
import { type Beginning, Pipeline } from "./Pipeline.ts";

/** One state from the first statement to the last. */
const READING: Beginning = {
  begin: namedFor("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
  identified: false,
};

/** Each statement sees what is committed when it begins, or when it has got a lock that it waited for. */
const WRITING: Beginning = { begin: namedFor("BEGIN ISOLATION LEVEL READ COMMITTED"), identified: true };

const notHere = (): never => {
  throw new Error("statements go through a session");
};

/** Begins, commits and rolls back on one connection that a pool opens and closes. */
class PostgresDriver implements Driver {
  readonly #link: Link;
  readonly #connection: DatabaseConnection = { executeQuery: notHere, streamQuery: notHere };

  constructor(link: Link) {
    this.#link = link;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  /** Sends nothing yet: `BEGIN` travels with the first statement, and what it fails with is that statement's failure. */
  async beginTransaction(_: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    this.#link.pipeline = new Pipeline(this.#link, accessMode === "read only" ? READING : WRITING);
  }

  async commitTransaction(): Promise<void> {
    await this.#link.pipeline?.commit();
  }

  async rollbackTransaction(): Promise<void> {
    await this.#link.pipeline?.rollback();
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}

/** How the ORM reaches a connection that is opened, set up and closed elsewhere. */
export const postgresDialect = (link: Link): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new PostgresDriver(link),
  createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});
