import { statSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import type { BackedUp } from "../Engine.ts";
import { nameOf, type SqliteLocation } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import { backupFailure, contentOf, discard, reserve, seal } from "./backupCopy.ts";
import { classify } from "./classify.ts";
import { LOCK_SLICE_MILLIS } from "./connect.ts";
import { fileKind } from "./fileKind.ts";

/** Pages copied between two turns of the event loop. */
const PAGES = 2_000;

type Contents = Readonly<Record<string, number>>;

/** Failures to read the database itself are not failures of the copy. */
const readable = <A>(file: string, read: () => A): A => {
  try {
    return read();
  } catch (cause) {
    const reason = classify(cause);
    throw reason === undefined ? cause : new MigrationError({ reason, location: file, cause });
  }
};

/** One read transaction around the copy: whatever is committed meanwhile is in neither the copy nor the counts. */
const copyFile = async (
  file: string,
  partial: string,
  onPages: (done: number, total: number) => void,
): Promise<Contents> => {
  if (fileKind(file) === "missing")
    throw new MigrationError({
      reason: { _tag: "Unavailable", what: "there is no such file" },
      location: file,
    });
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: LOCK_SLICE_MILLIS });
  try {
    database.exec("BEGIN");
    const contents = readable(file, () => contentOf(database));
    const progress = ({ totalPages, remainingPages }: Database.BackupMetadata) => {
      onPages(totalPages - remainingPages, totalPages);
      return PAGES;
    };
    await database.backup(partial, { progress });
    return contents;
  } finally {
    database.close();
  }
};

const copyMemory = (database: Database.Database, partial: string): Contents => {
  writeFileSync(partial, database.serialize());
  return contentOf(database);
};

/**
 * Copies a database while others read and write it, verifies the copy (integrity, rows of every table), and only then gives it its name;
 * the file is readable by its owner only. Answers with the error, and leaves nothing, when it fails or the target exists.
 */
export const backupOnline = async (
  from: SqliteLocation,
  target: string,
  onPages: (done: number, total: number) => void,
): Promise<BackedUp | MigrationError> => {
  const copy = { location: nameOf(from), target, partial: `${target}.partial-${process.pid}` };
  try {
    reserve(copy);
    const expected =
      from.engine === "sqlite-handle" && from.database.memory
        ? copyMemory(from.database, copy.partial)
        : await copyFile(copy.location, copy.partial, onPages);
    seal({ ...copy, expected });
    return { file: target, bytes: statSync(target).size };
  } catch (cause) {
    discard(copy);
    return backupFailure(copy, cause);
  }
};
