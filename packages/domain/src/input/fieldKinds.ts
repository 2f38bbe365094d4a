/** What a field may hold: the check, and the sentence for a value that fails it (which never quotes the value). */
export interface FieldKind<T> {
  readonly is: (value: unknown) => value is T;
  readonly expected: string;
}

const isString = (value: unknown): value is string => typeof value === "string";

/** Any text; what may be in it is another rule's matter (`input/text.ts`). */
export const ANY_TEXT: FieldKind<string> = { is: isString, expected: "must be a text" };

/** Any texts. */
export const ANY_TEXTS: FieldKind<ReadonlyArray<string>> = {
  is: (value): value is ReadonlyArray<string> => Array.isArray(value) && value.every(isString),
  expected: "must be a list of texts",
};

export const FLAG: FieldKind<boolean> = {
  is: (value): value is boolean => typeof value === "boolean",
  expected: "must be true or false",
};

/** One of a few words. */
export const oneOf = <T extends string>(words: ReadonlyArray<T>): FieldKind<T> => ({
  is: (value): value is T => (words as ReadonlyArray<unknown>).includes(value),
  expected: `must be one of ${words.join(", ")}`,
});

/** A whole number within bounds, both included. */
export const whole = (least: number, most: number): FieldKind<number> => ({
  is: (value): value is number =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most,
  expected:
    most === Number.MAX_SAFE_INTEGER
      ? `must be a whole number of at least ${least}`
      : `must be a whole number from ${least} to ${most}`,
});

/** A finite number. */
export const NUMBER: FieldKind<number> = {
  is: (value): value is number => typeof value === "number" && Number.isFinite(value),
  expected: "must be a number",
};

/** The same, or null. */
export const orNull = <T>(kind: FieldKind<T>): FieldKind<T | null> => ({
  is: (value): value is T | null => value === null || kind.is(value),
  expected: `${kind.expected}, or null`,
});
