import * as Effect from "effect/Effect";
import { type BackedUp, engineOf } from "./Engine.ts";
import type { Location } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";

/** How a copy is watched. */
export interface BackupOptions {
  /** Called now and then with the pages copied and the pages in all. */
  readonly onPages?: (done: number, total: number) => void;
}

/**
 * Copies a SQLite database to a new file while others read and write it; the copy is one moment's state, verified (integrity, rows of every
 * table) before it gets its name, and readable by its owner only. Fails with `BackupFailed` when the target exists or cannot be written, and
 * leaves nothing there then; also for a database on a server, which has its own tools.
 */
export const backup = (
  from: Location,
  target: string,
  options: BackupOptions = {},
): Effect.Effect<BackedUp, MigrationError> =>
  Effect.flatMap(engineOf(from), (engine) => engine.backup(target, options.onPages ?? (() => {})));
