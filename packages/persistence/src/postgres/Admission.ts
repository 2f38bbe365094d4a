import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";

/** Lets so many in at once and the others wait, in the order in which they came. */
export class Admission {
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  /** Waits for a place, at most `waitMillis` and then fails `Busy`; whoever has got in must `leave`. */
  enter(waitMillis: number): Effect.Effect<void, StorageError> {
    return Effect.callback((resume) => {
      if (this.#free > 0) {
        this.#free--;
        resume(Effect.void);
        return Effect.void;
      }
      const givenUp = setTimeout(() => {
        this.#waiting.delete(admitted);
        resume(Effect.fail(new StorageError({ reason: { _tag: "Busy", waitedMillis: waitMillis } })));
      }, waitMillis);
      const admitted = (): void => {
        clearTimeout(givenUp);
        resume(Effect.void);
      };
      this.#waiting.add(admitted);
      return Effect.sync(() => {
        clearTimeout(givenUp);
        this.#waiting.delete(admitted);
      });
    });
  }

  /** Gives the place to whoever has waited longest. */
  leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free++;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
