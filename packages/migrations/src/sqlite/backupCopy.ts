import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { MigrationError } from "../MigrationError.ts";
import { rowCounts, tableNames } from "./rowCounts.ts";

/** Where a copy is made, and what it must hold to count as a backup. */
export interface Copy {
  readonly location: string;
  readonly partial: string;
  readonly target: string;
  readonly expected: Readonly<Record<string, number>>;
}

/** The rows of every table of a database, as a copy of it must hold them. */
export const contentOf = (database: Database.Database): Readonly<Record<string, number>> =>
  rowCounts(database, tableNames(database));

const flush = (path: string): void => {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const verify = (partial: string, expected: Readonly<Record<string, number>>): void => {
  const database = new Database(partial, { fileMustExist: true });
  try {
    // A copy of a file in WAL mode would need its log beside it.
    database.pragma("journal_mode = DELETE");
    const [found] = database.prepare<[], string>("PRAGMA integrity_check(1)").pluck().all();
    if (found !== "ok") throw new Error(`the copy is damaged (${found})`);
    const content = contentOf(database);
    const other = Object.entries(expected).find(([table, rows]) => content[table] !== rows);
    if (other !== undefined)
      throw new Error(
        `the copy holds ${content[other[0]] ?? "no"} rows of ${other[0]} instead of ${other[1]}`,
      );
  } finally {
    database.close();
  }
};

/** Turns whatever a backup failed with into the error of this package. */
export const backupFailure = (
  { location, target }: Pick<Copy, "location" | "target">,
  cause: unknown,
): MigrationError =>
  cause instanceof MigrationError
    ? cause
    : new MigrationError({
        reason: {
          _tag: "BackupFailed",
          file: target,
          what: cause instanceof Error ? cause.message : String(cause),
        },
        location,
        cause,
      });

/** Makes an empty file for a copy that only its owner may read; what a killed run left there is taken away. */
export const reserve = ({ partial, target }: Pick<Copy, "partial" | "target">): void => {
  if (existsSync(target)) throw new Error("there is a file of that name already");
  rmSync(partial, { force: true });
  closeSync(openSync(partial, "wx", 0o600));
};

/** Checks a finished copy (integrity, rows of every table) and gives it its name, durably. */
export const seal = ({ partial, target, expected }: Copy): void => {
  verify(partial, expected);
  flush(partial);
  renameSync(partial, target);
  flush(dirname(target));
};

/** Takes away what a failed copy left, as far as possible. */
export const discard = ({ partial }: Pick<Copy, "partial">): void => {
  for (const suffix of ["", "-journal", "-wal", "-shm"]) {
    try {
      rmSync(`${partial}${suffix}`, { force: true });
    } catch {
      // What made the copy fail is what the caller has to know.
    }
  }
};
