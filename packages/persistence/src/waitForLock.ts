import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";

/** A while that differs from process to process, so that those who wait do not all try again at once. */
const pause = (): number => 2 + Math.random() * 20;

/**
 * Tries again while another process holds the lock, for at most `waitMillis`; then fails `Busy` with the time waited.
 * The event loop is free between two attempts, and the waiting can be interrupted.
 */
export const waitForLock = <A, R>(
  attempt: Effect.Effect<A, StorageError, R>,
  waitMillis: number,
): Effect.Effect<A, StorageError, R> =>
  Effect.suspend(() => {
    const started = performance.now();
    const again: Effect.Effect<A, StorageError, R> = Effect.catchTag(attempt, "StorageError", (error) => {
      if (error.reason._tag !== "Busy") return Effect.fail(error);
      const waitedMillis = Math.round(performance.now() - started);
      return waitedMillis < waitMillis
        ? Effect.andThen(Effect.interruptible(Effect.sleep(pause())), again)
        : Effect.fail(new StorageError({ reason: { _tag: "Busy", waitedMillis }, cause: error.cause }));
    });
    return again;
  });
