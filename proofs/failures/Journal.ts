/** What callers were told of the plans that they asked for, by the plans' names. */
export class Journal {
  /** Answered: they are there. */
  readonly acknowledged = new Set<string>();
  /** Failed: they are not there. */
  readonly refused = new Set<string>();
  /** Nobody could say: they are there, once, or they are not. */
  readonly inDoubt = new Set<string>();
  #names = 0;

  /** A name that no plan has had yet. */
  nextName(): string {
    return `local/plan-${++this.#names}`;
  }
}
