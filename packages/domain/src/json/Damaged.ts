/**
 * A stored text that cannot be read: only its length (UTF-16 code units) is kept, never a character of it, so that
 * logs and messages cannot leak it. (domain.md section 8)
 */
export interface Damaged {
  readonly _tag: "Damaged";
  readonly length: number;
}

/** What reading a stored column gives: the value, or the fact that the text is damaged. */
export type Readable<T> = T | Damaged;

/** True exactly for values made by `Damaged.of`; safe to ask of any value, null and undefined included. */
export const isDamaged = (value: unknown): value is Damaged =>
  typeof value === "object" && value !== null && (value as { readonly _tag?: unknown })._tag === "Damaged";

/** Makes the damaged value that stands for `text`; keeps the length and forgets the content. */
const of = (text: string): Damaged => ({ _tag: "Damaged", length: text.length });

export const Damaged = { of } as const;
