import { MigrationError } from "../MigrationError.ts";
import type { Chain } from "./Chain.ts";
import type { Condition } from "./Condition.ts";
import type { Migration } from "./Migration.ts";

/** The name of the newest applied migration, or the revision of an adopted store. */
export const versionOf = (
  condition: Condition,
  { migrations }: Pick<Chain<unknown>, "migrations">,
): string | null => {
  if (condition._tag === "Empty") return null;
  return condition._tag === "Legacy" ? condition.revision : (migrations[condition.applied - 1]?.name ?? null);
};

/** The migrations that are still to be applied, up to and including `to`. Throws when there is none of that name, or the database is past it. */
export const pendingOf = (
  condition: Condition,
  { migrations }: Pick<Chain<unknown>, "migrations">,
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
