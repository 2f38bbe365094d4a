import { PlanError, StorageError } from "@planwright/domain";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";

/** What came of one call: an answer, or the failure that its caller was told of. */
export interface Outcome {
  readonly told: StorageError | KeyInFlight | null;
  /** How long it took. */
  readonly millis: number;
}

/** The server has not noticed yet that whoever asked under the same key before is gone. */
export type KeyInFlight = PlanError & { readonly reason: { readonly _tag: "KeyInFlight" } };

const isKeyInFlight = (error: unknown): error is KeyInFlight =>
  error instanceof PlanError && error.reason._tag === "KeyInFlight";

/** Runs a call to its end. Anything but an answer and one of these failures is nothing that a caller may meet. */
export const outcomeOf = async <A, E>(call: Effect.Effect<A, E>): Promise<Outcome> => {
  const began = performance.now();
  const exit = await Effect.runPromiseExit(call);
  const millis = performance.now() - began;
  if (Exit.isSuccess(exit)) return { told: null, millis };
  const error = Cause.squash(exit.cause);
  const isTold = error instanceof StorageError || isKeyInFlight(error);
  if (isTold && !Cause.hasDies(exit.cause)) return { told: error, millis };
  throw new Error(`no failure that a caller can do anything about: ${Cause.pretty(exit.cause)}`);
};

/** The same for whatever rejects with the error of an Effect. */
export const outcomeOfPromise = (call: () => Promise<unknown>): Promise<Outcome> =>
  outcomeOf(
    Effect.callback<unknown, unknown>((resume) => {
      call().then(
        (answer) => resume(Effect.succeed(answer)),
        (error: unknown) => resume(Effect.fail(error)),
      );
    }),
  );

/** Whether the caller was told that nobody knows what became of the call. */
export const isInDoubt = ({ told }: Outcome): boolean =>
  told?.reason._tag === "Unavailable" && told.reason.what.includes("it is not known whether");
