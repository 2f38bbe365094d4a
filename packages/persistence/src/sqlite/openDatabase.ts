import { accessSync, chmodSync, constants, existsSync, statSync } from "node:fs";
import { StorageError } from "@planwright/domain";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";
import { failure } from "./failure.ts";

/** How long a statement may hold the event loop while it waits for a lock, in milliseconds. */
export const BUSY_MILLIS = 10;

/** The name of a database that is nowhere but in memory. */
export const MEMORY = ":memory:";

const setUp = (database: Database.Database): void => {
  database.pragma("foreign_keys = ON");
  // Opening looks at nothing; this is the first look into the file, which tells whether it is a database at all.
  database.pragma("synchronous = FULL");
};

/** What is in the way of opening a file, as far as the driver does not say it. */
const cannotOpen = (file: string, cause: unknown): Effect.Effect<never, StorageError> => {
  const opened = cause instanceof Database.SqliteError && cause.code !== "SQLITE_CANTOPEN";
  if (opened) return failure(cause);
  const what = existsSync(file) ? `${file} cannot be opened` : `there is no file ${file}`;
  return Effect.fail(new StorageError({ reason: { _tag: "Unavailable", what }, cause }));
};

const mayWrite = (file: string): boolean => {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * SQLite gives the two files beside a ledger the permissions that the ledger has when they are made. One that was read
 * while it could only be read, and that was then made writable, would stay read-only for ever because of them.
 */
const followPermissions = (file: string): void => {
  for (const beside of [`${file}-wal`, `${file}-shm`]) {
    if (!existsSync(beside) || mayWrite(beside) || !mayWrite(file)) continue;
    try {
      chmodSync(beside, statSync(file).mode & 0o777);
    } catch {
      // Somebody else's: the first write says that the ledger is read-only.
    }
  }
};

/**
 * Opens an existing file, or a new database in memory, with what every connection of the ledger has; closes it with the
 * scope. `journal_mode` is left as it is: it belongs to the file, and migrations set it.
 */
export const openDatabase = (file: string): Effect.Effect<Database.Database, StorageError, Scope> =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      let database: Database.Database | undefined;
      try {
        if (file !== MEMORY) followPermissions(file);
        database = new Database(file, { fileMustExist: file !== MEMORY, timeout: BUSY_MILLIS });
        setUp(database);
        return Effect.succeed(database);
      } catch (cause) {
        database?.close();
        return cannotOpen(file, cause);
      }
    }),
    (database) => Effect.sync(() => database.close()),
  );
