import process from "node:process";

/** Numbers that look random and are the same in every run with the same PLANWRIGHT_TEST_SEED (mulberry32). */
export class Random {
  #state = Number(process.env.PLANWRIGHT_TEST_SEED ?? "1") >>> 0;

  /** A whole number from 0 up to, and not including, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
}
