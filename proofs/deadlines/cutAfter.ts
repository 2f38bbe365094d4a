import { withinMillis } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";

/** What the caller of something that was cut short was told: that it was done, that it was not, or nothing (it was interrupted). */
export type Told = "done" | "failed" | "interrupted";

/** What came of a call that was cut short, and how long it took to say so. */
export interface Cut {
  readonly told: Told;
  /** The failure's own words, for whoever reads a report. */
  readonly words: string;
  readonly micros: number;
}

/** Runs something and cuts it short when it has gone on for so many microseconds. */
export type Way = <A, E>(effect: Effect.Effect<A, E>, micros: number) => Promise<Exit.Exit<A, E>>;

/** Resolves after so many microseconds, more exactly than a timer could. */
const later = (micros: number): Promise<void> =>
  new Promise((resolve) => {
    const until = performance.now() + micros / 1_000;
    const look = (): void => {
      if (performance.now() >= until) resolve();
      else setImmediate(look);
    };
    look();
  });

/** The ways in which callers give up. */
export const WAYS: { readonly [name: string]: Way } = {
  "a deadline": (effect, micros) => Effect.runPromiseExit(withinMillis(micros / 1_000)(effect)),

  "an interruption": (effect, micros) => {
    const fiber = Effect.runFork(effect);
    return later(micros)
      .then(() => Effect.runPromise(Fiber.interrupt(fiber)))
      .then(() => Effect.runPromise(Fiber.await(fiber)));
  },

  "an AbortSignal": (effect, micros) => {
    const controller = new AbortController();
    const ended = Effect.runPromiseExit(effect, { signal: controller.signal });
    return later(micros).then(() => {
      controller.abort();
      return ended;
    });
  },
};

const toldBy = (exit: Exit.Exit<unknown, unknown>): Told => {
  if (Exit.isSuccess(exit)) return "done";
  return exit.cause.reasons.some((reason) => reason._tag === "Interrupt") ? "interrupted" : "failed";
};

/** Cuts a call short and says what its caller was told. */
export const cutShort = async (
  way: Way,
  effect: Effect.Effect<unknown, unknown>,
  micros: number,
): Promise<Cut> => {
  const started = performance.now();
  const exit = await way(effect, micros);
  return {
    told: toldBy(exit),
    words: Exit.isSuccess(exit) ? "" : String(exit.cause),
    micros: (performance.now() - started) * 1_000,
  };
};
