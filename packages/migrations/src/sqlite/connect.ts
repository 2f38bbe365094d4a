import { closeSync, existsSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { MigrationError } from "../MigrationError.ts";
import { makeFolders } from "../makeFolders.ts";

/** How long one statement waits for a lock, in milliseconds; whoever wants to wait longer tries again, so that other fibers get a turn. */
export const LOCK_SLICE_MILLIS = 200;

/** Opens an existing file for writing with what every connection of the ledger has; the caller closes it. */
export const connect = (file: string): Database.Database => {
  const database = new Database(file, { fileMustExist: true, timeout: LOCK_SLICE_MILLIS });
  try {
    database.pragma("foreign_keys = ON");
    database.pragma("synchronous = FULL");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Makes an empty file that only its owner may read, and the folders above it; leaves what exists as it is. */
export const createFile = (file: string): void => {
  try {
    makeFolders(dirname(file));
    closeSync(openSync(file, "a", 0o600));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    const refused = code === "EACCES" || code === "EROFS" || code === "EPERM";
    throw new MigrationError({
      reason: refused
        ? { _tag: "ReadOnly", what: "its folder is read-only" }
        : code === "ENOSPC" || code === "EDQUOT"
          ? { _tag: "Full" }
          : { _tag: "Unavailable", what: `the file cannot be created (${String(code)})` },
      location: file,
      cause,
    });
  }
};

/** A read-only connection cannot roll back what a killed process left; only a connection that may write can. */
const needsRecovery = (error: unknown): boolean =>
  error instanceof Database.SqliteError &&
  (error.code === "SQLITE_READONLY_ROLLBACK" || error.code === "SQLITE_READONLY_RECOVERY");

const using = <A>(database: Database.Database, use: (database: Database.Database) => A): A => {
  try {
    return use(database);
  } finally {
    database.close();
  }
};

/** Reading a file in WAL mode leaves two files beside it, which only the last connection that may write takes away again. */
const tidy = (file: string): void => {
  try {
    using(connect(file), (database) => database.prepare("SELECT 1 FROM sqlite_schema").get());
  } catch {
    // Not ours to report: the look itself succeeded, and the files do no harm.
  }
};

/** Opens an existing file read-only, uses the connection and closes it; no byte of the file changes, and nothing stays beside it. */
export const reading = <A>(file: string, use: (database: Database.Database) => A): A => {
  const log = `${file}-wal`;
  const before = existsSync(log);
  try {
    return using(
      new Database(file, { readonly: true, fileMustExist: true, timeout: LOCK_SLICE_MILLIS }),
      use,
    );
  } catch (error) {
    if (!needsRecovery(error)) throw error;
    return using(connect(file), use);
  } finally {
    if (!before && existsSync(log)) tidy(file);
  }
};

/** The same over one state of the file: what another process commits meanwhile is seen in whole or not at all. */
export const look = <A>(file: string, use: (database: Database.Database) => A): A =>
  reading(file, (database) => {
    database.exec("BEGIN");
    try {
      // BEGIN alone fixes no state; the first read does, and a statement that cannot be prepared reads nothing.
      database.prepare("SELECT 1 FROM sqlite_schema").get();
      return use(database);
    } finally {
      if (database.inTransaction) database.exec("ROLLBACK");
    }
  });
