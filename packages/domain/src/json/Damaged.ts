/**
 * A stored text that cannot be read: only its length (UTF-16 code units) is kept, never a character of it, so that
 * logs and messages cannot leak it. (domain.md section 8) A class, because what users store may look like anything.
 */
export class Damaged {
  readonly _tag = "Damaged";
  readonly length: number;

  private constructor(length: number) {
    this.length = length;
    Object.freeze(this);
  }

  /** Makes the damaged value that stands for `text`; keeps the length and forgets the content. */
  static of(text: string): Damaged {
    return new Damaged(text.length);
  }
}

/** What reading a stored column gives: the value, or the fact that the text is damaged. */
export type Readable<T> = T | Damaged;

/** True exactly for values made by `Damaged.of`; safe to ask of any value, null and undefined included. */
export const isDamaged = (value: unknown): value is Damaged => value instanceof Damaged;
