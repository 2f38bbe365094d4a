import process from "node:process";

/** Numbers that look random and are the same for the same seed (splitmix32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and without, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    word = (word ^ (word >>> 15)) >>> 0;
    return Math.floor((word / 2 ** 32) * limit);
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of the values, which must not be empty. */
  pick<A>(values: ReadonlyArray<A>): A {
    if (values.length === 0) throw new RangeError("there is nothing to choose from");
    return values[this.below(values.length)] as A;
  }

  /** One of the values, each as often as its weight says. */
  weighted<A>(weights: ReadonlyArray<readonly [weight: number, value: A]>): A {
    let at = this.below(weights.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, value] of weights) {
      if (at < weight) return value;
      at -= weight;
    }
    throw new RangeError("there is nothing to choose from");
  }

  /** Up to so many values, one after the other. */
  some<A>(most: number, draw: () => A): ReadonlyArray<A> {
    return Array.from({ length: this.below(most + 1) }, draw);
  }
}

/** The seed of this run of the tests, which `npm test` prints. */
export const SEED = Number(process.env.PLANWRIGHT_TEST_SEED ?? "1");
