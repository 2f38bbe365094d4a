import { chainProblem } from "../chain/chainProblem.ts";
import type { Migration } from "../chain/Migration.ts";
import { instant, millisSince } from "../chain/time.ts";
import type { AppliedMigration, UpResult } from "../chain/UpResult.ts";
import type { PostgresClient } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import type { OnProgress } from "../Progress.ts";
import { createHistory, record } from "./history.ts";
import { change, look, type Place, setLockMillis } from "./place.ts";
import { type Errand, type Preflight, preflight } from "./preflight.ts";
import { rowsOf } from "./rows.ts";
import { runMigration, stepFailure } from "./runMigration.ts";

/** How a run goes up. */
export interface UpOptions extends Errand {
  readonly onProgress: OnProgress;
  readonly nowMillis: number;
  /** How long to wait for other runs, in milliseconds. */
  readonly patienceMillis: number;
}

/**
 * How long a run waits for a table that somebody reads, in milliseconds: whoever comes after it waits behind it, so it rather gives up and
 * tries again.
 */
const TABLE_LOCK_MILLIS = 2_000;

/** The upper half of the key of the advisory lock; the lower half is the schema's number. */
const LOCK_SPACE = 0x70_77_6d_67;

/** Until the transaction ends, no other run works on the schema. */
const lock = async ({ client, schema }: Place): Promise<void> => {
  await rowsOf(
    client,
    `SELECT pg_advisory_xact_lock((${LOCK_SPACE}::BIGINT << 32) | oid::BIGINT) FROM pg_namespace WHERE nspname = $1`,
    [schema],
  );
};

const applyPending = async (
  place: Place,
  before: Preflight["before"],
  pending: ReadonlyArray<Migration>,
  { chain, onProgress, nowMillis }: UpOptions,
): Promise<ReadonlyArray<AppliedMigration>> => {
  await createHistory(place);
  const run = { place, codes: chain.codes, onProgress };
  const applied: Array<AppliedMigration> = [];
  for (const [index, migration] of pending.entries()) {
    const { name, predecessor, checksum } = migration;
    const adopted = before._tag === "Legacy" && predecessor === null;
    onProgress({ _tag: "MigrationStarted", migration: name, position: index + 1, of: pending.length });
    const started = performance.now();
    const rows = adopted ? 0 : await runMigration(run, migration);
    const durationMillis = millisSince(started);
    const position = chain.migrations.indexOf(migration) + 1;
    const appliedAt = instant(nowMillis);
    await record(place, { position, name, predecessor, checksum, adopted, appliedAt, durationMillis, rows });
    onProgress({ _tag: "MigrationFinished", migration: name, rows, durationMillis });
    applied.push({ name, durationMillis, rows, adopted });
  }
  return applied;
};

/** Keys that are checked on commit are checked now, so that a failure names the migration. */
const checkForeignKeys = async (
  place: Place,
  pending: ReadonlyArray<Migration>,
  { onProgress }: UpOptions,
) => {
  onProgress({ _tag: "CheckStarted" });
  await place.client.query("SET CONSTRAINTS ALL IMMEDIATE").catch((cause: unknown) => {
    throw stepFailure(place.location, pending.at(-1)?.name ?? "", "check the foreign keys", cause);
  });
};

const resultOf = (
  { from, pending }: Preflight,
  applied: ReadonlyArray<AppliedMigration>,
  { chain }: UpOptions,
): UpResult => {
  const to = pending.at(-1)?.name ?? from;
  return { from, to, current: to === chain.migrations.at(-1)?.name, applied, backup: null };
};

/**
 * Applies what is pending in one transaction that holds the lock of all runs from before the first look that counts: all of it or nothing,
 * also when the process or the server is killed. Where nothing is pending it only reads.
 */
export const up = async (client: PostgresClient, location: string, options: UpOptions): Promise<UpResult> => {
  const broken = chainProblem(options.chain.migrations);
  if (broken !== undefined)
    throw new MigrationError({ reason: { _tag: "BrokenChain", what: broken }, location });
  const { patienceMillis } = options;
  const first = await look(client, location, patienceMillis, (place) => preflight(place, options));
  if (first.pending.length === 0) return resultOf(first, [], options);
  return change(client, location, patienceMillis, async (place) => {
    await lock(place);
    await setLockMillis(client, Math.min(patienceMillis, TABLE_LOCK_MILLIS));
    const found = await preflight(place, options);
    const { before, pending } = found;
    if (pending.length === 0) return resultOf(found, [], options);
    const applied = await applyPending(place, before, pending, options);
    await checkForeignKeys(place, pending, options);
    return resultOf(found, applied, options);
  });
};
