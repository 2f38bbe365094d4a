import Database from "better-sqlite3";
import type { SqliteLocation } from "../Location.ts";
import { look } from "./connect.ts";
import { fileKind } from "./fileKind.ts";

/** Uses a read-only connection to a database; a missing file is like an empty database, and is not made. */
export const inspect = <A>(location: SqliteLocation, use: (database: Database.Database) => A): A => {
  if (location.engine === "sqlite-handle") return use(location.database);
  if (fileKind(location.file) === "file") return look(location.file, use);
  const nothing = new Database(":memory:");
  try {
    return use(nothing);
  } finally {
    nothing.close();
  }
};
