import * as Data from "effect/Data";

/**
 * Why the schema could not be looked at, made or changed (storage.md section 3). Nothing was changed in any of these cases, but for a
 * server that is lost during the commit: that is `Unavailable`, and says so.
 */
export type MigrationReason =
  | { readonly _tag: "Busy"; readonly waitedMillis: number }
  | { readonly _tag: "Unavailable"; readonly what: string }
  | { readonly _tag: "NotADatabase"; readonly what: string }
  | { readonly _tag: "Corrupt"; readonly what: string }
  | { readonly _tag: "ReadOnly"; readonly what: string }
  | { readonly _tag: "Full" }
  | {
      readonly _tag: "SchemaTooNew";
      readonly newest: string;
      readonly supported: string;
    }
  | {
      readonly _tag: "SchemaTooOld";
      readonly schemaVersion: string | null;
      readonly pending: ReadonlyArray<string>;
    }
  | {
      readonly _tag: "HistoryMismatch";
      readonly problem: "missing" | "reordered" | "edited" | "unknown";
      readonly migration: string;
    }
  | { readonly _tag: "Unsupported"; readonly what: string }
  | { readonly _tag: "ForeignSchema"; readonly what: string }
  | { readonly _tag: "UnknownRevision"; readonly found: string; readonly supported: string }
  | {
      readonly _tag: "UnknownMigration";
      readonly name: string;
      readonly known: ReadonlyArray<string>;
    }
  | { readonly _tag: "OnlyForward"; readonly name: string; readonly schemaVersion: string | null }
  | { readonly _tag: "PopulatedLegacy"; readonly rows: Readonly<Record<string, number>> }
  | { readonly _tag: "BrokenChain"; readonly what: string }
  | {
      readonly _tag: "StepFailed";
      readonly migration: string;
      readonly step: string;
      readonly what: string;
    }
  | { readonly _tag: "BackupFailed"; readonly file: string; readonly what: string };

const historyProblem = (
  problem: "missing" | "reordered" | "edited" | "unknown",
  migration: string,
): string => {
  switch (problem) {
    case "missing":
      return `${migration} is missing from it`;
    case "reordered":
      return `${migration} is not where it belongs`;
    case "edited":
      return `${migration} was applied with another text`;
    case "unknown":
      return `${migration} is no migration of this release`;
  }
};

const counted = (rows: Readonly<Record<string, number>>): string =>
  Object.entries(rows)
    .map(([table, count]) => `${count} in ${table}`)
    .join(", ");

const sentence = (reason: MigrationReason, at: string): string => {
  switch (reason._tag) {
    case "Busy":
      return `The database ${at} was locked by another process for ${reason.waitedMillis} ms; try again.`;
    case "Unavailable":
      return `The database ${at} cannot be opened: ${reason.what}.`;
    case "NotADatabase":
      return `${at} is not a SQLite database: ${reason.what}; name another file.`;
    case "Corrupt":
      return `The database ${at} is damaged: ${reason.what}; restore a backup.`;
    case "ReadOnly":
      return `The database ${at} cannot be written to: ${reason.what}.`;
    case "Full":
      return `The disk that holds the database ${at} is full; make room and try again, nothing was changed.`;
    case "SchemaTooNew":
      return `The database ${at} is at ${reason.newest}, newer than ${reason.supported}, which this release knows; use a newer Planwright.`;
    case "SchemaTooOld":
      return `The database ${at} is at ${
        reason.schemaVersion ?? "no migration of Planwright"
      } and needs ${reason.pending.join(", ")}; run \`planwright db migrate\` to bring it up to date.`;
    case "HistoryMismatch":
      return `The history of migrations in ${at} is not one that this release made: ${historyProblem(
        reason.problem,
        reason.migration,
      )}; nothing was changed, restore a backup or use the release that wrote it.`;
    case "Unsupported":
      return `The database ${at} cannot hold a ledger: ${reason.what}.`;
    case "ForeignSchema":
      return `The database ${at} belongs to another program: ${reason.what}; nothing was changed, name another file.`;
    case "UnknownRevision":
      return `The database ${at} is at the foreign revision ${reason.found}, and only ${reason.supported} can be adopted; nothing was changed.`;
    case "UnknownMigration":
      return `No migration is called ${reason.name}; there are ${reason.known.join(", ")}.`;
    case "OnlyForward":
      return `The database ${at} is at ${reason.schemaVersion}, past ${reason.name}; migrating only goes forward, and nothing was changed.`;
    case "PopulatedLegacy":
      return `The database ${at} holds rows from before Planwright (${counted(
        reason.rows,
      )}), and this release cannot upgrade a populated database yet; nothing was changed.`;
    case "BrokenChain":
      return `The migrations of this release do not form one line: ${reason.what}; nothing was run.`;
    case "StepFailed":
      return `${reason.migration} failed on ${at} at "${reason.step}": ${reason.what}; nothing was changed.`;
    case "BackupFailed":
      return `The backup ${reason.file} of ${at} could not be made: ${reason.what}; nothing else was changed.`;
  }
};

/** The one error of this package; `location` is the path of the database, or `:memory:`. */
export class MigrationError extends Data.TaggedError("MigrationError")<{
  readonly reason: MigrationReason;
  readonly location: string;
  readonly cause?: unknown;
}> {
  override get message(): string {
    return sentence(this.reason, this.location);
  }

  /** True when the same call may succeed later without anybody's doing. */
  get retryable(): boolean {
    return this.reason._tag === "Busy" || this.reason._tag === "Unavailable";
  }
}
