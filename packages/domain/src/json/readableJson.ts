import { isDamaged, type Readable } from "./Damaged.ts";
import type { JsonValue } from "./JsonValue.ts";

/** A stored value as JSON: written by `write`, or, where it is damaged, its length alone and nothing of its text. */
export const readableJson = <T>(value: Readable<T>, write: (value: T) => JsonValue): JsonValue =>
  isDamaged(value) ? { damaged: true, length: value.length } : write(value);

/** Likewise for a value that is JSON already. */
export const plainJson = (value: Readable<JsonValue>): JsonValue => readableJson(value, (plain) => plain);
