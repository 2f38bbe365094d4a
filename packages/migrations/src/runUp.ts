import type * as Effect from "effect/Effect";
import { attempt } from "./attempt.ts";
import { type Location, nameOf } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";
import { chain } from "./sqlite/chain.ts";
import { type UpOptions, type UpResult, up } from "./sqlite/up.ts";
import { upFile } from "./sqlite/upFile.ts";
import { turnOnWriteAheadLog } from "./sqlite/writeAheadLog.ts";

/** How a run goes up, without what the runner fills in itself. */
export interface RunUpOptions extends Pick<UpOptions, "to" | "onlyEmpty" | "onProgress"> {
  /** Copy a file that is not empty first. */
  readonly backup: boolean;
  /** How long to wait for other processes, in milliseconds. */
  readonly waitMillis: number;
}

/** Applies this release's pending migrations; everything that loads the SQL texts is behind this module. */
export const runUp = (
  location: Location,
  { backup, waitMillis, ...options }: RunUpOptions,
): Effect.Effect<UpResult, MigrationError> =>
  attempt(location, waitMillis, ({ nowMillis, leftMillis }) => {
    const full = { ...options, chain, nowMillis, patienceMillis: leftMillis };
    const copied = (file: string): UpOptions => (backup ? { ...full, backupOf: file } : full);
    if (location.engine === "sqlite") return upFile(location.file, copied(location.file));
    const { database } = location;
    const result = up(database, nameOf(location), database.memory ? full : copied(database.name));
    if (result.current) turnOnWriteAheadLog(database);
    return result;
  });
