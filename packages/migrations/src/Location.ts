import type { Database } from "better-sqlite3";

/**
 * The database to work on: a file (opened and closed here, for each call), or a connection that somebody else opened, keeps and
 * closes; the only way to reach a database in memory.
 */
export type Location =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "sqlite-handle"; readonly database: Database };

/** How messages and results name a location: the path, or `:memory:`. */
export const nameOf = (location: Location): string =>
  location.engine === "sqlite" ? location.file : location.database.name;
