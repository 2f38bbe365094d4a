import {
  isDamaged,
  type JsonObject,
  type JsonValue,
  MAX_CANONICAL_DEPTH,
  type Readable,
  scanJson,
} from "@planwright/domain";
import { type Damages, unreadable } from "./Damages.ts";
import { asText } from "./scalars.ts";

/** What the text of a column holds, or undefined. */
const parse = (text: string, maxDepth: number): JsonValue | undefined => {
  const scanned = scanJson(text, { maxDepth });
  return "fault" in scanned ? undefined : scanned.value;
};

/**
 * Levels of nesting that a column may have: an event may hold what a column held some levels deeper, and everything that
 * is in an event must be readable.
 */
const MAX_COLUMN_DEPTH = MAX_CANONICAL_DEPTH - 12;

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTextList = (value: JsonValue | undefined): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** The object that a text holds, or undefined. */
export const parseObject = (text: string, maxDepth = MAX_CANONICAL_DEPTH): JsonObject | undefined => {
  const value = parse(text, maxDepth);
  return isObject(value) ? value : undefined;
};

/** The text that a JSON text holds, or undefined. */
export const parseText = (text: string): string | undefined => {
  const value = parse(text, 0);
  return typeof value === "string" ? value : undefined;
};

/** The object that a column holds, null for NULL, or damaged text. */
export const readObject = (
  stored: unknown,
  column: string,
  damages: Damages,
): Readable<JsonObject> | null => {
  if (stored === null) return null;
  const text = asText(stored);
  return parseObject(text, MAX_COLUMN_DEPTH) ?? damages.add(column, text);
};

const NONE: ReadonlyArray<string> = Object.freeze([]);

/** The texts that a column holds, none for NULL, or damaged text. */
export const readTexts = (
  stored: unknown,
  column: string,
  damages: Damages,
): Readable<ReadonlyArray<string>> => {
  if (stored === null || stored === "[]") return NONE;
  const text = asText(stored);
  const value = parse(text, 1);
  return isTextList(value) ? value : damages.add(column, text);
};

/** The value that a column holds, or damaged text. */
export const readValue = (stored: unknown, column: string, damages: Damages): Readable<JsonValue> => {
  const text = asText(stored);
  const value = parse(text, MAX_COLUMN_DEPTH);
  return value === undefined ? damages.add(column, text) : value;
};

/** The JSON text of a value. */
export const writeJson = (value: Readable<JsonValue>): string =>
  isDamaged(value) ? unreadable(value) : JSON.stringify(value);

/** Likewise for a value that may be absent. */
export const writeJsonOrNull = (value: Readable<JsonValue> | null): string | null =>
  value === null ? null : writeJson(value);
