import { makeUlids, type PlanId } from "@planwright/domain";

/** A new plan's id and the instant at which it is made. */
export interface Birth {
  readonly planId: PlanId;
  readonly at: string;
}

/** The first plan of every seeded ledger is made in the first second of this day. */
const FIRST_DAY = Date.UTC(2026, 0, 1);

/** Numbers that look random, and ids and instants that rise; the same in every run (splitmix32). */
export class Draw {
  readonly #stepMillis: number;
  readonly #newId: (millis: number) => PlanId;
  #state = 1;
  #millis = FIRST_DAY;

  /** @param stepMillis milliseconds between two plans */
  constructor(stepMillis: number) {
    this.#stepMillis = stepMillis;
    this.#newId = makeUlids((length) => Uint8Array.from({ length }, () => this.below(256)));
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

  /** The next plan's. */
  birth(): Birth {
    this.#millis += this.#stepMillis;
    return {
      planId: this.#newId(this.#millis),
      at: new Date(this.#millis).toISOString().replace("Z", "000Z"),
    };
  }
}
