import Database from "better-sqlite3";
import { listed } from "../listed.ts";
import { quoted, tableNames } from "./rowCounts.ts";

/** Rows that break a foreign key, counted by table; null for a table whose foreign keys cannot be checked at all. */
export type Violations = ReadonlyMap<string, number | null>;

const violationsOf = (database: Database.Database, table: string): number | null => {
  try {
    return database.prepare(`PRAGMA foreign_key_check(${quoted(table)})`).all().length;
  } catch (error) {
    // The foreign keys of other programs may name columns that are no key.
    if (error instanceof Database.SqliteError && error.code === "SQLITE_ERROR") return null;
    throw error;
  }
};

/** Counts the rows that break a foreign key. */
export const countViolations = (database: Database.Database): Violations =>
  new Map(tableNames(database).map((table) => [table, violationsOf(database, table)]));

/**
 * Half a sentence about broken foreign keys that a run has brought: any in a table of ours, more than before in a table of others.
 * Undefined when there are none.
 */
export const violationProblem = (
  before: Violations,
  after: Violations,
  ours: ReadonlySet<string>,
): string | undefined => {
  const worse = [...after].flatMap(([table, count]) => {
    if (count === null) return ours.has(table) || before.get(table) !== null ? [table] : [];
    const allowed = ours.has(table) ? 0 : (before.get(table) ?? 0);
    return count > allowed ? [`${table} (${count} rows)`] : [];
  });
  return worse.length === 0 ? undefined : `foreign keys are broken in ${listed(worse)}`;
};
