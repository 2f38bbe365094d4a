import * as Result from "effect/Result";
import { FieldReader, isFields } from "../input/FieldReader.ts";
import { ANY_TEXT, ANY_TEXTS, FLAG, oneOf } from "../input/fieldKinds.ts";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { checkText, LINE, PROSE } from "../input/text.ts";
import { describeNameProblem, parseActorName, parseName } from "../name/QualifiedName.ts";
import { readSafetyOverride } from "../profile/SafetyOverride.ts";
import { ACTION_STATES, type Action } from "./Action.ts";
import { readActionArguments } from "./readActionArguments.ts";
import { placeholders } from "./renderTemplate.ts";
import type { ActionText } from "./writeActionFile.ts";

/** What an action file says: everything of an action but who made it, when, and its version. */
export type ActionDefinition = Omit<ActionText, "tags"> & {
  readonly tags: ReadonlyArray<string>;
};

const KEYS: ReadonlySet<string> = new Set([
  "name",
  "description",
  "long_description",
  "definition_of_done",
  "strategy_actor",
  "execution_actor",
  "estimation_actor",
  "review_actor",
  "apply_actor",
  "invariant_actor",
  "automation_profile",
  "safety_profile",
  "reusable",
  "read_only",
  "state",
  "arguments",
  "invariants",
  "tags",
]);

const note = (reader: FieldReader, issues: ReadonlyArray<Issue>): void => {
  reader.issues.push(...issues);
};

const prose = (reader: FieldReader, key: string): string => {
  const value = reader.required(key, ANY_TEXT, "-");
  note(reader, checkText([key], value, PROSE));
  return value;
};

const optionalProse = (reader: FieldReader, key: string): string | null =>
  reader.has(key) ? prose(reader, key) : null;

const named = (reader: FieldReader, key: string, parse: typeof parseName): string => {
  const value = reader.required(key, ANY_TEXT, "local/unknown");
  const parsed = parse(value);
  if (Result.isSuccess(parsed)) return parsed.success.text;
  reader.refuse(key, describeNameProblem(parsed.failure));
  return value;
};

const optionalActor = (reader: FieldReader, key: string): string | null =>
  reader.has(key) ? named(reader, key, parseActorName) : null;

const texts = (reader: FieldReader, key: string): ReadonlyArray<string> => {
  const values = reader.optional(key, ANY_TEXTS, []);
  values.forEach((value, index) => {
    note(reader, checkText([key, index], value, key === "tags" ? LINE : PROSE));
  });
  return values;
};

const profileName = (reader: FieldReader): string | null => {
  if (!reader.has("automation_profile")) return null;
  const value = reader.required("automation_profile", ANY_TEXT, "-");
  note(reader, checkText(["automation_profile"], value, LINE));
  return value;
};

const safety = (reader: FieldReader): Action["safetyProfile"] => {
  if (!reader.has("safety_profile")) return null;
  const read = readSafetyOverride(reader.raw("safety_profile"));
  if (Result.isSuccess(read)) return read.success;
  note(reader, read.failure);
  return null;
};

const checkPlaceholders = (reader: FieldReader, action: ActionDefinition): void => {
  const known = new Set(action.arguments.map((argument) => argument.name));
  for (const [key, template] of [
    ["description", action.description],
    ["definition_of_done", action.definitionOfDone ?? ""],
  ] as const) {
    for (const name of placeholders(template)) {
      if (!known.has(name)) {
        reader.refuse(
          key,
          `has a placeholder for {${name}}, which is not among the arguments; write {{${name}}} for the braces themselves`,
        );
      }
    }
  }
};

/** Reads an action file (domain.md section 3), parsed from YAML or JSON; fails with everything that is wrong, each with its path. */
export const readActionFile = (input: unknown): Result.Result<ActionDefinition, InvalidInput> => {
  if (!isFields(input)) {
    return Result.fail(
      InvalidInput.at("action file", [], "must be a group of keys, such as name and description"),
    );
  }
  const reader = new FieldReader(input);
  reader.refuseUnknown(KEYS);
  const action: ActionDefinition = {
    name: named(reader, "name", parseName),
    description: prose(reader, "description"),
    longDescription: optionalProse(reader, "long_description"),
    definitionOfDone: prose(reader, "definition_of_done"),
    strategyActor: named(reader, "strategy_actor", parseActorName),
    executionActor: named(reader, "execution_actor", parseActorName),
    estimationActor: optionalActor(reader, "estimation_actor"),
    reviewActor: optionalActor(reader, "review_actor"),
    applyActor: optionalActor(reader, "apply_actor"),
    invariantActor: optionalActor(reader, "invariant_actor"),
    automationProfile: profileName(reader),
    safetyProfile: safety(reader),
    reusable: reader.optional("reusable", FLAG, true),
    readOnly: reader.optional("read_only", FLAG, false),
    state: reader.optional("state", oneOf(ACTION_STATES), "available"),
    arguments: readActionArguments(reader),
    invariants: texts(reader, "invariants"),
    tags: texts(reader, "tags"),
  };
  checkPlaceholders(reader, action);
  return reader.issues.length === 0
    ? Result.succeed(action)
    : Result.fail(new InvalidInput({ subject: "action file", issues: reader.issues }));
};
