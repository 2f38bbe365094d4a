import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import { StorageError } from "./StorageError.ts";

/** As much of an `AbortSignal` as is needed here. */
export interface Signal {
  readonly aborted: boolean;
  readonly addEventListener: (type: "abort", listener: () => void) => void;
  readonly removeEventListener: (type: "abort", listener: () => void) => void;
}

/** Until when the units of work of a fiber may go on. */
interface Limits {
  readonly deadline: {
    /** A reading of the monotonic clock, in nanoseconds. */
    readonly at: bigint;
    /** How long they were given, in milliseconds. */
    readonly millis: number;
  } | null;
  readonly signals: ReadonlyArray<Signal>;
}

const Limits = Context.Reference<Limits>("@planwright/domain/store/Limits", {
  defaultValue: () => ({ deadline: null, signals: [] }),
});

const NANOS = 1_000_000;

/**
 * Every unit of work within must have succeeded after so many milliseconds, or it fails `Busy` and nothing of it is ever
 * committed. Once a commit has begun, its outcome is the answer. Of two deadlines the earlier one holds.
 *
 * An `Effect.timeout` around a unit of work does not promise that: a commit takes time, and a time-out that falls into it
 * is told to the caller although everything is there.
 */
export const withinMillis =
  (millis: number) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Limits, (outer) =>
      Effect.flatMap(Clock.monotonicTimeNanos, (now) => {
        const mine = { at: now + BigInt(Math.round(millis * NANOS)), millis };
        const deadline = outer.deadline !== null && outer.deadline.at < mine.at ? outer.deadline : mine;
        return Effect.provideService(effect, Limits, { deadline, signals: outer.signals });
      }),
    );

/**
 * When the signal aborts, every unit of work within is interrupted, and nothing of it is ever committed. Once a commit
 * has begun, its outcome is the answer: for callers that go away and for whom an interruption of the whole fiber, which
 * tells nothing of a commit that it fell into, is not enough.
 */
export const untilAborted =
  (signal: Signal) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Limits, ({ deadline, signals }) =>
      Effect.provideService(effect, Limits, { deadline, signals: [...signals, signal] }),
    );

const tooLate = ({ deadline }: Limits): Effect.Effect<never, StorageError> =>
  Effect.fail(new StorageError({ reason: { _tag: "Busy", waitedMillis: deadline?.millis ?? 0 } }));

/** Fails, or is interrupted, when a limit has been passed already; answers the milliseconds that are left. */
const inTime = (limits: Limits): Effect.Effect<number, StorageError> =>
  Effect.flatMap(Clock.monotonicTimeNanos, (now): Effect.Effect<number, StorageError> => {
    const { deadline, signals } = limits;
    if (signals.some(({ aborted }) => aborted)) return Effect.interrupt;
    if (deadline === null) return Effect.succeed(Number.POSITIVE_INFINITY);
    const left = Number(deadline.at - now) / NANOS;
    return left > 0 ? Effect.succeed(left) : tooLate(limits);
  });

const aborting = (signals: ReadonlyArray<Signal>): Effect.Effect<never> =>
  Effect.suspend(() => {
    let abort = (): void => {};
    const aborted = Effect.callback<never>((resume) => {
      abort = () => resume(Effect.interrupt);
      for (const signal of signals) signal.addEventListener("abort", abort);
      if (signals.some((signal) => signal.aborted)) abort();
    });
    return Effect.ensuring(
      aborted,
      Effect.sync(() => {
        for (const signal of signals) signal.removeEventListener("abort", abort);
      }),
    );
  });

/**
 * For implementations of `UnitOfWork`: the part of a unit before its commit. When a limit is passed, `work` is
 * interrupted and waited for, and the answer is a failure even if `work` came to an end nevertheless; whoever has made
 * anything in it takes it back on any outcome but success.
 */
export const beforeDeadline = <A, E, R>(
  work: Effect.Effect<A, E, R>,
): Effect.Effect<A, E | StorageError, R> =>
  Effect.flatMap(Limits, (limits): Effect.Effect<A, E | StorageError, R> => {
    const { deadline, signals } = limits;
    if (deadline === null && signals.length === 0) return work;
    return Effect.flatMap(inTime(limits), (left) => {
      const decided = Effect.flatMap(work, (answer) => Effect.as(inTime(limits), answer));
      const late = Effect.andThen(Effect.sleep(left), tooLate(limits));
      return Effect.raceFirst(
        decided,
        signals.length === 0 ? late : Effect.raceFirst(late, aborting(signals)),
      );
    });
  });
