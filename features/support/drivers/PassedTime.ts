import type { Json } from "../Json.ts";
import { moved } from "../stores/instants.ts";

/**
 * The time that a scenario has let pass by making everything that its ledger holds older. For the scenario it is the
 * clock that has moved: what was made before keeps its instant, and what is made now is later by as much.
 */
export class PassedTime {
  readonly #age: (millis: number) => Promise<void>;
  #millis = 0;

  /** `age` makes every instant in a ledger earlier. */
  constructor(age: (millis: number) => Promise<void>) {
    this.#age = age;
  }

  /** Lets milliseconds pass. */
  async pass(millis: number): Promise<void> {
    await this.#age(millis);
    this.#millis += millis;
  }

  /** What the ledger says, with its instants as the scenario knows them. */
  told<A extends Json | undefined>(value: A): A {
    return this.#movedIn(value, this.#millis);
  }

  /** What the scenario says, with its instants as the ledger knows them. */
  meant<A extends Json>(value: A): A {
    return this.#movedIn(value, -this.#millis);
  }

  #movedIn<A extends Json | undefined>(value: A, millis: number): A {
    return millis === 0 || value === undefined
      ? value
      : (JSON.parse(moved(JSON.stringify(value), millis)) as A);
  }
}
