import type { Database } from "better-sqlite3";
import type { Client, ClientConfig } from "pg";

/**
 * A SQLite database: a file (opened and closed here, for each call), or a connection that somebody else opened, keeps and closes; the
 * only way to reach a database in memory.
 */
export type SqliteLocation =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "sqlite-handle"; readonly database: Database };

/** As much of a connection to a server as is needed here. */
export type PostgresClient = Pick<Client, "query">;

/**
 * A schema of a PostgreSQL database, the first one of the connection's `search_path`: reached by a connection that is opened and closed
 * here, for each call, or by one that somebody else opened, keeps and closes. `address` is how messages call it, without a password.
 */
export type PostgresLocation =
  | { readonly engine: "postgresql"; readonly address: string; readonly client: ClientConfig }
  | { readonly engine: "postgresql-handle"; readonly address: string; readonly client: PostgresClient };

/** The database to work on. */
export type Location = SqliteLocation | PostgresLocation;

/** Whether a database is on a server. */
export const isPostgres = (location: Location): location is PostgresLocation =>
  location.engine === "postgresql" || location.engine === "postgresql-handle";

/** How messages and results name a location: the path, `:memory:`, or the address of a server's database. */
export const nameOf = (location: Location): string => {
  if (isPostgres(location)) return location.address;
  return location.engine === "sqlite" ? location.file : location.database.name;
};
