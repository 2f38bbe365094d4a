import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";

/** Lets so many in at once and the others wait, in the order in which they came. */
export class Admission {
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  /**
   * Waits for a place, at most `waitMillis` and then fails `Busy`; whoever has got in must `leave`. Only the waiting may
   * be interrupted: a free place is taken, or not, whatever happens meanwhile.
   */
  enter(waitMillis: number): Effect.Effect<void, StorageError> {
    return Effect.suspend(() => {
      if (this.#free === 0) return Effect.interruptible(this.#wait(waitMillis));
      this.#free--;
      return Effect.void;
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

  #wait(waitMillis: number): Effect.Effect<void, StorageError> {
    return Effect.callback((resume) => {
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
}
