import * as Result from "effect/Result";
import { FieldReader, isFields } from "../input/FieldReader.ts";
import { ANY_TEXT, type FieldKind, FLAG, NUMBER, oneOf, orNull } from "../input/fieldKinds.ts";
import type { Issue } from "../input/InvalidInput.ts";
import { checkText, PROSE } from "../input/text.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { type ActionArgument, ARGUMENT_TYPES } from "./Action.ts";
import { compilePattern, readArgument } from "./argumentValue.ts";

const KEYS: ReadonlySet<string> = new Set([
  "name",
  "type",
  "required",
  "default",
  "description",
  "min",
  "max",
  "pattern",
]);
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;

const NAME: FieldKind<string> = {
  is: (value): value is string => typeof value === "string" && IDENTIFIER.test(value),
  expected: "must be an identifier: a letter or _, then letters, digits and _ (no hyphen)",
};
const isJson = (value: unknown): value is JsonValue => value !== undefined;

const readDefault = (reader: FieldReader, argument: ActionArgument): ActionArgument => {
  const value = reader.raw("default");
  if (!reader.has("default") || !isJson(value)) return argument;
  const read = readArgument(argument, { value });
  if (Result.isSuccess(read)) return { ...argument, default: read.success };
  reader.refuse("default", read.failure);
  return argument;
};

const checkRules = (
  reader: FieldReader,
  path: Issue["path"],
  { description, max, min, pattern, type }: ActionArgument,
): void => {
  if (description !== null) reader.issues.push(...checkText([...path, "description"], description, PROSE));
  if (type === "boolean" && (min !== null || max !== null))
    reader.refuse(min === null ? "max" : "min", "has no meaning for a boolean");
  if (min !== null && max !== null && min > max) reader.refuse("min", "must not be more than max");
  if (pattern === null) return;
  if (type !== "string" && type !== "list")
    reader.refuse("pattern", "has a meaning for texts and lists only");
  else if (compilePattern(pattern) === undefined) reader.refuse("pattern", "is not a regular expression");
};

const readOne = (value: unknown, index: number, issues: Array<Issue>): ActionArgument | undefined => {
  const path = ["arguments", index];
  if (!isFields(value)) {
    issues.push({ path, message: "must be a group of keys, such as name and type" });
    return undefined;
  }
  const reader = new FieldReader(value, path, issues);
  const before = issues.length;
  reader.refuseUnknown(KEYS);
  const argument: ActionArgument = {
    name: reader.required("name", NAME, "_"),
    type: reader.required("type", oneOf(ARGUMENT_TYPES), "string"),
    required: reader.optional("required", FLAG, true),
    description: reader.optional("description", orNull(ANY_TEXT), null),
    min: reader.optional("min", orNull(NUMBER), null),
    max: reader.optional("max", orNull(NUMBER), null),
    pattern: reader.optional("pattern", orNull(ANY_TEXT), null),
  };
  checkRules(reader, path, argument);
  return issues.length === before ? readDefault(reader, argument) : argument;
};

/** Reads the `arguments` of an action file; what is wrong is noted in the reader. */
export const readActionArguments = (reader: FieldReader): ReadonlyArray<ActionArgument> => {
  const value = reader.raw("arguments");
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    reader.refuse("arguments", "must be a list");
    return [];
  }
  const all = value.flatMap((item: unknown, index) => readOne(item, index, reader.issues) ?? []);
  const seen = new Set<string>();
  all.forEach(({ name }, index) => {
    if (seen.has(name))
      reader.issues.push({
        path: ["arguments", index, "name"],
        message: `is the name of another argument (${name})`,
      });
    seen.add(name);
  });
  return all;
};
