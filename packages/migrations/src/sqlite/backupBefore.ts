import { existsSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { backupFailure, contentOf, discard, reserve, seal } from "./backupCopy.ts";
import { reading } from "./connect.ts";

/** `<file>.<YYYYMMDDTHHMMSSZ>.backup`, with a number when that exists. */
const freeName = (file: string, nowMillis: number): string => {
  const stamp = new Date(nowMillis).toISOString().replace(/[-:]|\.\d+/g, "");
  const name = (count: number) => `${file}.${stamp}${count === 1 ? "" : `-${count}`}.backup`;
  let count = 1;
  while (existsSync(name(count))) count += 1;
  return name(count);
};

/** Where the backup before a migration will be. */
export interface BackupPlan {
  readonly location: string;
  readonly partial: string;
  readonly target: string;
}

/** Chooses the name of a backup beside the file. */
export const planBackup = (file: string, nowMillis: number): BackupPlan => ({
  location: file,
  // One name for all: only the holder of the write lock makes a backup, and so cleans up after a killed one.
  partial: `${file}.backup-partial`,
  target: freeName(file, nowMillis),
});

/**
 * Copies the file with VACUUM INTO while `holder` keeps the write lock, over a second connection (SQLite refuses it inside a transaction),
 * and verifies the copy. Leaves nothing when it fails.
 */
export const backupBefore = (holder: Database, plan: BackupPlan): void => {
  try {
    reserve(plan);
    const expected = contentOf(holder);
    reading(plan.location, (reader) => reader.prepare("VACUUM INTO ?").run(plan.partial));
    seal({ ...plan, expected });
  } catch (cause) {
    discard(plan);
    throw backupFailure(plan, cause);
  }
};
