import type { Database, Statement } from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely";

/** Begins, commits and rolls back on one connection that others opened and close. */
class SqliteDriver implements Driver {
  readonly #database: Database;
  readonly #connection: DatabaseConnection;
  readonly #look: Statement<[], unknown>;

  constructor(database: Database) {
    this.#database = database;
    this.#look = database.prepare("SELECT 1 FROM sqlite_schema");
    this.#connection = { executeQuery: (query) => this.#execute(query), streamQuery: noStream };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(_: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    if (accessMode === "read only") this.#beginReading();
    // A writer takes the write lock at once, so that reading and then writing cannot fail half way.
    else this.#database.exec("BEGIN IMMEDIATE");
  }

  async commitTransaction(): Promise<void> {
    this.#database.exec("COMMIT");
  }

  async rollbackTransaction(): Promise<void> {
    // Some failures (a full disk) make SQLite roll back by itself; then nothing is left to do.
    if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}

  /** The first look into the file decides which state is read and may have to wait, so it belongs to the beginning. */
  #beginReading(): void {
    this.#database.exec("BEGIN");
    try {
      this.#look.get();
    } catch (cause) {
      this.#database.exec("ROLLBACK");
      throw cause;
    }
  }

  async #execute<Row>({ parameters, sql }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#database.prepare<Array<unknown>, Row>(sql);
    if (statement.reader) return { rows: statement.all(...parameters) };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }
}

const noStream = (): never => {
  throw new Error("rows are not streamed");
};

/** One connection, used by one unit of work at a time: the permit for it is held by whoever begins. */
class OneConnection extends SqliteAdapter {
  /**
   * Kysely would otherwise queue for the connection by itself, and never give it back after a begin that failed because
   * another process held the lock.
   */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** How the ORM reaches a connection that is opened, set up and closed elsewhere. */
export const sqliteDialect = (database: Database): Dialect => ({
  createAdapter: () => new OneConnection(),
  createDriver: () => new SqliteDriver(database),
  createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
