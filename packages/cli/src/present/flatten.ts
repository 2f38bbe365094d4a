import type { JsonValue } from "@planwright/domain";
import { printable } from "./printable.ts";

/** A value on one line: a text as it is but printable, anything else as JSON; null is `-`. */
export const plainValue = (value: JsonValue | undefined): string => {
  if (value === null || value === undefined) return "-";
  if (typeof value === "string")
    return value === "" || value === "-" ? JSON.stringify(value) : printable(value);
  return printable(JSON.stringify(value));
};

const isTexts = (value: JsonValue | undefined): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");

/** A value as one column of a row: texts of a list with commas between them. */
export const plainCell = (value: JsonValue | undefined): string =>
  isTexts(value) ? printable(value.join(",")) : plainValue(value);

const isObject = (value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEmpty = (value: JsonValue): boolean =>
  Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;

/** The value at a path such as `automation_profile.profile_name`; undefined where there is none. */
export const valueAt = (value: JsonValue, path: string): JsonValue | undefined =>
  path
    .split(".")
    .reduce<JsonValue | undefined>(
      (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
      value,
    );

/**
 * A line `path: value` for each value inside of a value, in its order; items of lists are counted from 0. The form is
 * for programs that look for a line, so it never changes with the terminal.
 */
export function* flatten(value: JsonValue, path = ""): Generator<string> {
  if (isEmpty(value) || typeof value !== "object" || value === null) {
    yield path === "" ? plainValue(value) : `${path}: ${plainValue(value)}`;
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    yield* flatten(inner, path === "" ? printable(key) : `${path}.${printable(key)}`);
  }
}
