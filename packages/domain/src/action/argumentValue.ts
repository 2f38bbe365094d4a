import * as Result from "effect/Result";
import { checkText, PROSE } from "../input/text.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { parseJson } from "../json/parseJson.ts";
import type { ActionArgument, ArgumentType } from "./Action.ts";

/** A value as it came in: typed (a file, a JSON body), or as the text of a command line. */
export type GivenValue = { readonly value: JsonValue } | { readonly text: string };

const NOT = {
  string: "must be a text",
  integer: "must be a whole number",
  float: "must be a number",
  boolean: "must be true or false",
  list: "must be a list",
} as const satisfies { readonly [T in ArgumentType]: string };

const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

const parseList = (text: string): JsonValue | undefined => {
  if (!text.trimStart().startsWith("[")) return text === "" ? [] : text.split(",").map((item) => item.trim());
  return Result.getOrElse(parseJson(text, { maxDepth: 1 }), () => undefined);
};

/** The value that a text of the command line stands for; undefined when it is none of the type. */
const parseText = (type: ArgumentType, text: string): JsonValue | undefined => {
  switch (type) {
    case "string":
      return text;
    case "integer":
    case "float":
      return NUMBER.test(text) ? Number(text) : undefined;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "list":
      return parseList(text);
  }
};

const isScalar = (value: JsonValue): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const isOfType = (type: ArgumentType, value: JsonValue): boolean => {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isSafeInteger(value);
    case "float":
      return typeof value === "number" && Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "list":
      return Array.isArray(value) && value.every(isScalar);
  }
};

/** What `min` and `max` are held against: a number's value, a text's characters, a list's items. */
const measure = (value: JsonValue): number =>
  typeof value === "number" ? value : typeof value === "string" || Array.isArray(value) ? value.length : 0;

const textsIn = (value: JsonValue): ReadonlyArray<string> =>
  typeof value === "string"
    ? [value]
    : Array.isArray(value)
      ? value.filter((item) => typeof item === "string")
      : [];

const badText = (value: JsonValue): string | undefined =>
  textsIn(value)
    .flatMap((text) => checkText([], text, { ...PROSE, blank: true }))
    .at(0)?.message;

/** A pattern as the whole text must match it; undefined when it is no regular expression. */
export const compilePattern = (pattern: string): RegExp | undefined => {
  try {
    // By itself first: `a)|(?:b` is none, but would become one inside of the parentheses.
    new RegExp(pattern, "u");
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const problem = ({ max, min, pattern, type }: ActionArgument, value: JsonValue): string | undefined => {
  if (!isOfType(type, value))
    return type === "list" && Array.isArray(value)
      ? "must be a list of texts, numbers, true and false"
      : NOT[type];
  const size = measure(value);
  if (min !== null && size < min) return `must be at least ${min}${unit(type)}`;
  if (max !== null && size > max) return `must be at most ${max}${unit(type)}`;
  const expression = pattern === null ? undefined : compilePattern(pattern);
  if (expression !== undefined && textsIn(value).some((text) => !expression.test(text))) {
    return `must match ${pattern}`;
  }
  return badText(value);
};

const unit = (type: ArgumentType): string =>
  type === "string" ? " characters" : type === "list" ? " items" : "";

/** As JSON gives it back: `-0` is `0`. */
const asStored = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map((item: JsonValue) => (item === 0 ? 0 : item));
  return value === 0 ? 0 : value;
};

/** The value that an argument takes, of its type and within its rules; fails with a sentence without its subject. */
export const readArgument = (
  argument: ActionArgument,
  given: GivenValue,
): Result.Result<JsonValue, string> => {
  const value = "text" in given ? parseText(argument.type, given.text) : given.value;
  if (value === undefined) return Result.fail(NOT[argument.type]);
  const wrong = problem(argument, value);
  return wrong === undefined ? Result.succeed(asStored(value)) : Result.fail(wrong);
};

/** How a value reads inside a template: a text as it is, anything else as JSON. */
export const valueText = (value: JsonValue): string =>
  typeof value === "string" ? value : JSON.stringify(value);
