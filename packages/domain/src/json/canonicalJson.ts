import * as Result from "effect/Result";
import { JsonError, type JsonReason } from "./JsonError.ts";
import type { JsonObject, JsonValue } from "./JsonValue.ts";

/** The deepest value that has a canonical text here; the limit also ends a value that holds itself. */
export const MAX_CANONICAL_DEPTH = 512;

class Refused extends Error {
  readonly reason: JsonReason;
  constructor(reason: JsonReason) {
    super(reason._tag);
    this.reason = reason;
  }
}

const refuse = (): never => {
  throw new Refused({ _tag: "NotJson" });
};

const text = (value: string): string => (value.isWellFormed() ? JSON.stringify(value) : refuse());

const object = (value: JsonObject, depth: number): string => {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) refuse();
  const members = Object.keys(value)
    // Without a comparison function, texts are sorted by UTF-16 code units, as RFC 8785 wants.
    .sort()
    .map((key) => `${text(key)}:${write(value[key], depth + 1)}`);
  return `{${members.join(",")}}`;
};

const write = (value: JsonValue | undefined, depth: number): string => {
  if (depth > MAX_CANONICAL_DEPTH)
    throw new Refused({ _tag: "TooDeep", limit: MAX_CANONICAL_DEPTH, position: null });
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? JSON.stringify(value) : refuse();
  if (typeof value === "string") return text(value);
  if (typeof value !== "object") return refuse();
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth + 1)).join(",")}]`;
  return object(value as JsonObject, depth);
};

/**
 * The canonical text of a value (RFC 8785): no white space, keys in the order of their UTF-16 code units, numbers and
 * escapes as ECMAScript writes them, so that equal values have equal texts. Fails for NaN, the infinities, half of a
 * surrogate pair, undefined, anything that is no plain object or array, and more than 512 levels.
 */
export const canonicalJson = (value: JsonValue): Result.Result<string, JsonError> => {
  try {
    return Result.succeed(write(value, 0));
  } catch (cause) {
    if (cause instanceof Refused) return Result.fail(new JsonError({ reason: cause.reason }));
    throw cause;
  }
};
