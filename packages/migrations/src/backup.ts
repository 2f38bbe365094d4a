import * as Effect from "effect/Effect";
import type { Location } from "./Location.ts";
import { MigrationError } from "./MigrationError.ts";
import type { BackedUp } from "./sqlite/backupOnline.ts";

/** How a copy is watched. */
export interface BackupOptions {
  /** Called now and then with the pages copied and the pages in all. */
  readonly onPages?: (done: number, total: number) => void;
}

/**
 * Copies a database to a new file while others read and write it; the copy is one moment's state, verified (integrity, rows of every table)
 * before it gets its name, and readable by its owner only. Fails with `BackupFailed` when the target exists or cannot be written, and leaves
 * nothing there then.
 */
export const backup = (
  from: Location,
  target: string,
  options: BackupOptions = {},
): Effect.Effect<BackedUp, MigrationError> =>
  Effect.promise(() => import("./sqlite/backupOnline.ts")).pipe(
    Effect.flatMap(({ backupOnline }) =>
      Effect.promise(() => backupOnline(from, target, options.onPages ?? (() => {}))),
    ),
    Effect.flatMap((made) => (made instanceof MigrationError ? Effect.fail(made) : Effect.succeed(made))),
  );
