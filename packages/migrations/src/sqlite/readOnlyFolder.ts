import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { MigrationReason } from "../MigrationError.ts";

const may = (path: string, what: number): boolean => {
  try {
    accessSync(path, what);
    return true;
  } catch {
    return false;
  }
};

/**
 * A ledger needs its log beside it, also to be read. Where the folder is read-only SQLite only says that it cannot open
 * the file; this says why, and is undefined when that is not the reason.
 */
export const readOnlyFolder = (error: unknown, file: string): MigrationReason | undefined => {
  if (!(error instanceof Database.SqliteError) || !error.code.startsWith("SQLITE_CANTOPEN")) return undefined;
  if (!may(file, constants.R_OK) || may(dirname(file), constants.W_OK)) return undefined;
  return { _tag: "ReadOnly", what: "its folder is read-only, where it needs a log beside it" };
};
