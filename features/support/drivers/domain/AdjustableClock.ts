import type * as Clock from "effect/Clock";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";

const START = Date.parse("2026-06-01T12:00:00.000Z");
const STEP_MILLIS = 10;

/**
 * A clock that goes only when it is told to, and by a little with each request, so that what comes later is later. It
 * sleeps through no real time.
 */
export class AdjustableClock implements Clock.Clock {
  #millis = START;

  /** Lets time pass, in milliseconds. */
  pass(millis: number): void {
    this.#millis += millis;
  }

  /** The little that goes by with a request. */
  tick(): void {
    this.pass(STEP_MILLIS);
  }

  currentTimeMillisUnsafe(): number {
    return this.#millis;
  }

  currentTimeNanosUnsafe(): bigint {
    return BigInt(this.#millis) * 1_000_000n;
  }

  monotonicTimeNanosUnsafe(): bigint {
    return this.currentTimeNanosUnsafe();
  }

  readonly currentTimeMillis = Effect.sync(() => this.currentTimeMillisUnsafe());
  readonly currentTimeNanos = Effect.sync(() => this.currentTimeNanosUnsafe());
  readonly monotonicTimeNanos = Effect.sync(() => this.monotonicTimeNanosUnsafe());

  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return Effect.sync(() => this.pass(Duration.toMillis(duration)));
  }
}
