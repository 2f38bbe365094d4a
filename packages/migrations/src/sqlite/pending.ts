import type { Database } from "better-sqlite3";
import type { Migration } from "../chain/Migration.ts";
import { MigrationError } from "../MigrationError.ts";
import type { Chain } from "./chain.ts";
import type { Condition } from "./examine.ts";

/** The name of the newest applied migration, or the revision of an adopted store. */
export const versionOf = (condition: Condition, { migrations }: Pick<Chain, "migrations">): string | null => {
  if (condition._tag === "Empty") return null;
  return condition._tag === "Legacy" ? condition.revision : (migrations[condition.applied - 1]?.name ?? null);
};

/** The migrations that are still to be applied, up to and including `to`. Throws when there is none of that name, or the database is past it. */
export const pendingOf = (
  condition: Condition,
  { migrations }: Chain,
  to: string | undefined,
  location: string,
): ReadonlyArray<Migration> => {
  const known = migrations.map(({ name }) => name);
  const end = to === undefined ? migrations.length : known.indexOf(to) + 1;
  if (to !== undefined && end === 0)
    throw new MigrationError({ reason: { _tag: "UnknownMigration", name: to, known }, location });
  const applied = condition._tag === "Ledger" ? condition.applied : 0;
  if (end < applied) {
    const schemaVersion = versionOf(condition, { migrations });
    throw new MigrationError({ reason: { _tag: "OnlyForward", name: to ?? "", schemaVersion }, location });
  }
  return migrations.slice(applied, end);
};

/** Throws the first reason why one of the migrations cannot be done on this database. Only reads. */
export const refuseImpossible = (
  database: Database,
  pending: ReadonlyArray<Migration>,
  { codes }: Chain,
  location: string,
): void => {
  for (const step of pending.flatMap(({ steps }) => steps)) {
    const reason = step._tag === "Code" ? codes.get(step.name)?.refusal?.(database) : undefined;
    if (reason !== undefined) throw new MigrationError({ reason, location });
  }
};

/** The refusal of everything but `db migrate` on a database that is behind. */
export const tooOld = (
  schemaVersion: string | null,
  pending: ReadonlyArray<Migration>,
  location: string,
): MigrationError =>
  new MigrationError({
    reason: { _tag: "SchemaTooOld", schemaVersion, pending: pending.map(({ name }) => name) },
    location,
  });
