import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { StorageError } from "../../src/store/StorageError.ts";
import { Instant } from "../../src/time/Instant.ts";
import type { LedgerState } from "./LedgerState.ts";

/** One unit of work: its own view of the ledger, which the stores read and replace. */
export interface Unit {
  state: LedgerState;
  /** Using a store after its unit has ended, or writing in a reading one, is a defect of the caller. */
  mode: "reading" | "writing" | "ended";
}

/** What a change comes to: an answer and the ledger after it. */
export type Change<A> = readonly [answer: A, after: LedgerState];

/** The store has no clock of its own. */
export const callersNow: Effect.Effect<Instant> = Effect.map(Clock.currentTimeMillis, Instant.fromMillis);

/** A refusal by a constraint, under the word that names it. */
export const conflict = (constraint: string): StorageError =>
  new StorageError({ reason: { _tag: "Conflict", constraint } });

/** Answers a question about the unit's view. */
export const ask = <A>(unit: Unit, question: (state: LedgerState) => A): Effect.Effect<A> =>
  Effect.suspend(() =>
    unit.mode === "ended"
      ? Effect.die(new Error("A store was used after its unit of work had ended."))
      : Effect.succeed(question(unit.state)),
  );

/** Changes the unit's view, or leaves it as it is when the change is refused. */
export const change = <A>(
  unit: Unit,
  step: (state: LedgerState) => Result.Result<Change<A>, StorageError>,
): Effect.Effect<A, StorageError> =>
  Effect.suspend(() => {
    if (unit.mode !== "writing") {
      return Effect.die(new Error("A store was written to outside of a writing unit of work."));
    }
    const stepped = step(unit.state);
    if (Result.isFailure(stepped)) return Effect.fail(stepped.failure);
    const [answer, after] = stepped.success;
    unit.state = after;
    return Effect.succeed(answer);
  });

/** A question that keeps others from changing what it is about. Writers follow one another, so nobody has to be kept. */
export const hold = <A>(unit: Unit, question: (state: LedgerState) => A): Effect.Effect<A, StorageError> =>
  change(unit, (state) => Result.succeed([question(state), state]));

/** A change that cannot be refused and answers nothing. */
export const put = (
  unit: Unit,
  step: (state: LedgerState) => LedgerState,
): Effect.Effect<void, StorageError> => change(unit, (state) => Result.succeed([undefined, step(state)]));
