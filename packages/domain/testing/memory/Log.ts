/**
 * A list that is only ever added to, cheap to keep in several versions: they share one array, each knows its length.
 * What was added after a version that was given up is dropped by the next addition, so only one line of versions lives.
 */
export class Log<T> {
  readonly #items: Array<T>;
  readonly length: number;

  private constructor(items: Array<T>, length: number) {
    this.#items = items;
    this.length = length;
  }

  static empty<T>(): Log<T> {
    return new Log<T>([], 0);
  }

  /** A version with `items` at the end. */
  add(items: Iterable<T>): Log<T> {
    this.#items.length = this.length;
    for (const item of items) this.#items.push(item);
    return new Log(this.#items, this.#items.length);
  }

  /** The items from a position on, at most `limit`, that pass, in the order in which they were added. */
  select(from: number, limit: number, passes: (item: T) => boolean): ReadonlyArray<T> {
    const found: Array<T> = [];
    for (let at = Math.max(0, from); at < this.length && found.length < limit; at++) {
      const item = this.#items[at];
      if (item !== undefined && passes(item)) found.push(item);
    }
    return found;
  }
}
