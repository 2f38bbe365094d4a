import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { PostgresClient, PostgresLocation } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import { classify } from "./classify.ts";
import { withClient } from "./connection.ts";

/** Between two attempts, in milliseconds. */
const PAUSE_MILLIS = 50;

/** What work on a database is told about time. */
export interface Time {
  /** Milliseconds since 1970, for what is recorded. */
  readonly nowMillis: number;
  /** Milliseconds until the caller gives up; at least 1, since 0 would mean for ever. */
  readonly leftMillis: number;
}

/** The outcome of work: its result, or the error that its failure stands for. Rejects with anything unknown. */
const outcomeOf = async <A>(work: Promise<A>, location: string): Promise<A | MigrationError> => {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof MigrationError) return cause;
    const reason = classify(cause);
    if (reason === undefined) throw cause;
    return new MigrationError({ reason, location, cause });
  }
};

/**
 * Runs work on a database as an effect. What is locked is tried again until `waitMillis` have passed, then the failure is `Busy`; other
 * failures of the server and of the way to it become their reason, and anything unknown is a defect. The work must have rolled back
 * when it fails.
 */
export const attempt = <A>(
  location: PostgresLocation,
  waitMillis: number,
  work: (client: PostgresClient, time: Time) => Promise<A>,
): Effect.Effect<A, MigrationError> =>
  Effect.suspend(() => {
    const started = performance.now();
    const waited = () => Math.round(performance.now() - started);
    const busy = (error: MigrationError): Effect.Effect<never, MigrationError> => {
      const reason = { _tag: "Busy", waitedMillis: waited() } as const;
      return Effect.fail(new MigrationError({ reason, location: error.location, cause: error.cause }));
    };
    return withClient(location, (client) => {
      const once = (nowMillis: number): Effect.Effect<A, MigrationError> => {
        const time = { nowMillis, leftMillis: Math.max(1, waitMillis - waited()) };
        return Effect.flatMap(
          Effect.promise(() => outcomeOf(work(client, time), location.address)),
          (outcome) => {
            if (!(outcome instanceof MigrationError)) return Effect.succeed(outcome);
            if (outcome.reason._tag !== "Busy") return Effect.fail(outcome);
            return waited() < waitMillis ? Effect.andThen(Effect.sleep(PAUSE_MILLIS), again) : busy(outcome);
          },
        );
      };
      const again: Effect.Effect<A, MigrationError> = Effect.flatMap(Clock.currentTimeMillis, once);
      return again;
    });
  });
