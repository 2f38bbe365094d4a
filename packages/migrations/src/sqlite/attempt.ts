import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { nameOf, type SqliteLocation } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import { classify } from "./classify.ts";
import { readOnlyFolder } from "./readOnlyFolder.ts";

/** Between two attempts at a locked database, in milliseconds. */
const PAUSE_MILLIS = 20;

/** What synchronous work is told about time. */
export interface Time {
  /** Milliseconds since 1970, for what is recorded. */
  readonly nowMillis: number;
  /** Milliseconds until the caller gives up. */
  readonly leftMillis: number;
}

const known = (cause: unknown, location: string): MigrationError | undefined => {
  if (cause instanceof MigrationError) return cause;
  const reason = readOnlyFolder(cause, location) ?? classify(cause);
  return reason && new MigrationError({ reason, location, cause });
};

/**
 * Runs synchronous work on a database as an effect. A locked database is tried again until `waitMillis` have passed, then the failure is
 * `Busy`; other failures of SQLite become their reason, and anything unknown is a defect. The work must leave nothing behind when it throws.
 */
export const attempt = <A>(
  location: SqliteLocation,
  waitMillis: number,
  work: (time: Time) => A,
): Effect.Effect<A, MigrationError> =>
  Effect.suspend(() => {
    const started = performance.now();
    const waited = () => Math.round(performance.now() - started);
    const once = (nowMillis: number): Effect.Effect<A, MigrationError> => {
      try {
        return Effect.succeed(work({ nowMillis, leftMillis: Math.max(0, waitMillis - waited()) }));
      } catch (cause) {
        const error = known(cause, nameOf(location));
        if (error === undefined) return Effect.die(cause);
        if (error.reason._tag !== "Busy") return Effect.fail(error);
        if (waited() < waitMillis) return Effect.andThen(Effect.sleep(PAUSE_MILLIS), again);
        const reason = { _tag: "Busy", waitedMillis: waited() } as const;
        return Effect.fail(new MigrationError({ reason, location: error.location, cause }));
      }
    };
    const again: Effect.Effect<A, MigrationError> = Effect.flatMap(Clock.currentTimeMillis, once);
    return again;
  });
