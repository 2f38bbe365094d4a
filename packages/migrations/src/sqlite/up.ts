import type { Database } from "better-sqlite3";
import type { Condition } from "../chain/Condition.ts";
import { chainProblem } from "../chain/chainProblem.ts";
import type { Migration } from "../chain/Migration.ts";
import { pendingOf, tooOld, versionOf } from "../chain/pending.ts";
import { instant, millisSince } from "../chain/time.ts";
import type { AppliedMigration, UpResult } from "../chain/UpResult.ts";
import { MigrationError } from "../MigrationError.ts";
import type { OnProgress } from "../Progress.ts";
import { backupBefore, planBackup } from "./backupBefore.ts";
import { readCatalogue } from "./catalogue.ts";
import type { Chain } from "./chain.ts";
import { examine } from "./examine.ts";
import { countViolations, violationProblem } from "./foreignKeys.ts";
import { freshDatabase } from "./freshDatabase.ts";
import { createHistory, record } from "./history.ts";
import { refuseImpossible } from "./refuseImpossible.ts";
import { runMigration } from "./runMigration.ts";

/** How a run goes up. */
export interface UpOptions {
  readonly chain: Chain;
  /** The last migration to apply; all when it is missing. */
  readonly to?: string;
  /** The file to copy first when it is not empty; no copy when it is missing. */
  readonly backupOf?: string;
  /** Refuse everything but an empty database or a current one, as first use must. */
  readonly onlyEmpty: boolean;
  readonly onProgress: OnProgress;
  readonly nowMillis: number;
  /** How long to wait for a lock once the write lock is held, in milliseconds. */
  readonly patienceMillis: number;
}

const knownTables = (chain: Chain): ReadonlySet<string> => {
  const fresh = freshDatabase(chain);
  try {
    return new Set(readCatalogue(fresh).map(({ table }) => table));
  } finally {
    fresh.close();
  }
};

const applyPending = (
  database: Database,
  location: string,
  condition: Condition,
  pending: ReadonlyArray<Migration>,
  { chain, onProgress, nowMillis }: UpOptions,
): ReadonlyArray<AppliedMigration> => {
  createHistory(database);
  const run = { database, codes: chain.codes, location, onProgress };
  return pending.map((migration, index): AppliedMigration => {
    const { name, predecessor, checksum } = migration;
    const adopted = condition._tag === "Legacy" && predecessor === null;
    onProgress({ _tag: "MigrationStarted", migration: name, position: index + 1, of: pending.length });
    const started = performance.now();
    const rows = adopted ? 0 : runMigration(run, migration);
    const durationMillis = millisSince(started);
    const position = chain.migrations.indexOf(migration) + 1;
    const appliedAt = instant(nowMillis);
    record(database, { position, name, predecessor, checksum, adopted, appliedAt, durationMillis, rows });
    onProgress({ _tag: "MigrationFinished", migration: name, rows, durationMillis });
    return { name, durationMillis, rows, adopted };
  });
};

const checkForeignKeys = (
  database: Database,
  location: string,
  before: ReturnType<typeof countViolations>,
  pending: ReadonlyArray<Migration>,
  { chain, onProgress }: UpOptions,
): void => {
  onProgress({ _tag: "CheckStarted" });
  const what = violationProblem(before, countViolations(database), knownTables(chain));
  if (what === undefined) return;
  const migration = pending.at(-1)?.name ?? "";
  const reason = { _tag: "StepFailed", migration, step: "check the foreign keys", what } as const;
  throw new MigrationError({ reason, location });
};

/** What a run would do. */
interface Preflight {
  readonly before: Condition;
  readonly from: string | null;
  readonly pending: ReadonlyArray<Migration>;
}

/** Looks at a database and says what is pending, or throws why nothing can be done. Only reads. */
export const preflight = (
  database: Database,
  location: string,
  { chain, to, onlyEmpty }: Pick<UpOptions, "chain" | "to" | "onlyEmpty">,
): Preflight => {
  const before = examine(database, location, chain);
  const pending = pendingOf(before, chain, to, location);
  const from = versionOf(before, chain);
  if (onlyEmpty && before._tag !== "Empty" && pending.length > 0) throw tooOld(from, pending, location);
  refuseImpossible(database, pending, chain, location);
  return { before, from, pending };
};

/** Inside the write lock: look again, copy, apply, check. */
const underLock = (database: Database, location: string, options: UpOptions): UpResult => {
  const { backupOf, onProgress, nowMillis } = options;
  const { before, from, pending } = preflight(database, location, options);
  const to = pending.at(-1)?.name ?? from;
  const current = to === options.chain.migrations.at(-1)?.name;
  if (pending.length === 0) return { from, to, current, applied: [], backup: null };
  const backup = backupOf === undefined || before._tag === "Empty" ? null : planBackup(backupOf, nowMillis);
  if (backup !== null) {
    onProgress({ _tag: "BackupStarted", file: backup.target });
    const started = performance.now();
    backupBefore(database, backup);
    onProgress({ _tag: "BackupFinished", file: backup.target, durationMillis: millisSince(started) });
  }
  const violations = countViolations(database);
  const applied = applyPending(database, location, before, pending, options);
  checkForeignKeys(database, location, violations, pending, options);
  return { from, to, current, applied, backup: backup?.target ?? null };
};

const flags = ["foreign_keys", "legacy_alter_table"] as const;

/**
 * Applies what is pending in one transaction that holds the write lock from before the first look at the history: all of it or nothing,
 * also when the process is killed. Foreign keys are off meanwhile (a rebuild would empty the tables that refer to it) and checked at
 * the end; the connection gets its settings back.
 */
export const up = (database: Database, location: string, options: UpOptions): UpResult => {
  const broken = chainProblem(options.chain.migrations);
  if (broken !== undefined)
    throw new MigrationError({ reason: { _tag: "BrokenChain", what: broken }, location });
  if (database.inTransaction) {
    const what = "the connection is inside a transaction";
    throw new MigrationError({ reason: { _tag: "Unavailable", what }, location });
  }
  const settings = flags.map((flag) => [flag, database.pragma(flag, { simple: true })] as const);
  const patience = database.pragma("busy_timeout", { simple: true });
  // Both are ignored inside a transaction.
  database.pragma("foreign_keys = OFF");
  database.pragma("legacy_alter_table = ON");
  try {
    database.exec("BEGIN IMMEDIATE");
    // Readers of a file that is not in WAL mode can hold up the commit for as long as they read.
    database.pragma(`busy_timeout = ${options.patienceMillis}`);
    const result = underLock(database, location, options);
    database.exec("COMMIT");
    return result;
  } finally {
    if (database.inTransaction) database.exec("ROLLBACK");
    for (const [flag, value] of settings) database.pragma(`${flag} = ${String(value)}`);
    database.pragma(`busy_timeout = ${String(patience)}`);
  }
};
