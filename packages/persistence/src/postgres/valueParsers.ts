import type { CustomTypesConfig } from "pg";

/** Types of PostgreSQL by the numbers that its catalogue gives them. */
const BOOL = 16;
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 26, 700, 701, 1700]);

/** A whole number that a JavaScript number cannot hold; nothing of ours writes one. */
export class UnsafeInteger extends Error {
  override readonly name = "UnsafeInteger";
}

const WHOLE = /^-?\d+$/;

const numberOf = (text: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) || !WHOLE.test(text)) return number;
  throw new UnsafeInteger(`a number is too large: ${text}`);
};

const flagOf = (text: string): number => (text === "t" ? 1 : 0);

const textOf = (text: string): string => text;

/**
 * What the text of a column of a type becomes: numbers become numbers, `BOOLEAN` 0 or 1 as SQLite has them, and
 * everything else stays the text that the server sends. Throws `UnsafeInteger` rather than to round.
 */
export const valueReader = (type: number): ((text: string) => string | number) =>
  type === BOOL ? flagOf : NUMBERS.has(type) ? numberOf : textOf;

/** The same for queries that the driver runs by itself. */
export const valueParsers: CustomTypesConfig = { getTypeParser: (type: number) => valueReader(type) };
