import * as Effect from "effect/Effect";
import type { AppliedMigration } from "./chain/UpResult.ts";
import { engineOf } from "./Engine.ts";
import { type Findings, noFindings } from "./Findings.ts";
import type { Location } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";
import type { OnProgress } from "./Progress.ts";

/** How to bring a database up to date. */
export interface MigrateOptions {
  /** The last migration to apply; all when it is missing. */
  readonly to?: string;
  /**
   * Copy a SQLite file that is not empty first (the default); the copy is verified, stays beside the file, and its path is in the result.
   * Servers have their own tools for that.
   */
  readonly backup?: boolean;
  readonly onProgress?: OnProgress;
  /** How long to wait for other processes, in milliseconds; 30,000 when it is missing. */
  readonly waitMillis?: number;
}

/** What `migrate` did. `from` and `to` name migrations, or the revision of an adopted store; `from` is null for an empty database. */
export interface Migrated {
  readonly from: string | null;
  readonly to: string | null;
  /** In the order of the chain; empty when nothing was pending. */
  readonly applied: ReadonlyArray<AppliedMigration>;
  readonly findings: Findings;
  /** Path of the copy made before; null when none was made. */
  readonly backup: string | null;
}

/**
 * Applies what is pending, in one transaction under a lock (SQLite's write lock, an advisory lock of PostgreSQL): several processes apply
 * each migration once, and a failure or a kill at any moment leaves the old database. Makes a file (mode 0600) and its folders (0700) when
 * there are none. Fails with any `MigrationReason`; a refusal leaves every byte of a file as it was.
 */
export const migrate = (
  location: Location,
  options: MigrateOptions = {},
): Effect.Effect<Migrated, MigrationError> =>
  engineOf(location).pipe(
    Effect.flatMap((engine) =>
      engine.up({
        ...(options.to === undefined ? {} : { to: options.to }),
        onlyEmpty: false,
        onProgress: options.onProgress ?? (() => {}),
        backup: options.backup ?? true,
        waitMillis: options.waitMillis ?? 30_000,
      }),
    ),
    Effect.map(({ from, to, applied, backup }) => ({ from, to, applied, findings: noFindings, backup })),
  );
