import * as Result from "effect/Result";
import { checkJson } from "../input/checkJson.ts";
import { FieldReader, isFields } from "../input/FieldReader.ts";
import { ANY_TEXT, ANY_TEXTS, type FieldKind, whole } from "../input/fieldKinds.ts";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { checkText, LINE } from "../input/text.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { WorkResult } from "./WorkResult.ts";

const FIELDS = {
  changeset_id: "changesetId",
  sandbox_refs: "sandboxRefs",
  validation_summary: "validationSummary",
  decision_root_id: "decisionRootId",
  last_completed_step: "lastCompletedStep",
  last_checkpoint_id: "lastCheckpointId",
  cost: "cost",
} as const satisfies { readonly [key: string]: keyof WorkResult };
const KEYS: ReadonlySet<string> = new Set(Object.keys(FIELDS));

/** Costs are added up; so many of these can be added that no plan's life is long enough to lose the sum. */
const MOST_COST = 1e15;

const STEP = whole(-1, Number.MAX_SAFE_INTEGER);
const COST: FieldKind<number> = {
  is: (value): value is number => typeof value === "number" && value >= 0 && value <= MOST_COST,
  expected: `must be a number from 0 to ${MOST_COST}`,
};
const SUMMARY: FieldKind<JsonObject> = {
  is: (value): value is JsonObject => isFields(value),
  expected: "must be a group of keys, such as required_failed",
};

const optional = <T>(reader: FieldReader, key: string, kind: FieldKind<T>): T | undefined =>
  reader.has(key)
    ? reader.optional<T | undefined>(key, kind as FieldKind<T | undefined>, undefined)
    : undefined;

const line = (reader: FieldReader, key: string): string | undefined => {
  const value = optional(reader, key, ANY_TEXT);
  if (value !== undefined) reader.issues.push(...checkText([key], value, { ...LINE, max: 255 }));
  return value;
};

const checkSummary = (summary: JsonObject | undefined): ReadonlyArray<Issue> => {
  if (summary === undefined) return [];
  const issues = checkJson(["validation_summary"], summary);
  const failed = summary.required_failed;
  if (failed === undefined || (typeof failed === "number" && Number.isSafeInteger(failed) && failed >= 0))
    return issues;
  return [
    ...issues,
    { path: ["validation_summary", "required_failed"], message: "must be a whole number of at least 0" },
  ];
};

/** Reads what a worker hands in (interfaces.md section 2, `--result`), parsed from a file or a body. */
export const readWorkResult = (input: unknown): Result.Result<WorkResult, InvalidInput> => {
  const subject = "result";
  if (!isFields(input))
    return Result.fail(InvalidInput.at(subject, [], "must be a group of keys, such as sandbox_refs"));
  const reader = new FieldReader(input);
  reader.refuseUnknown(KEYS);
  const sandboxRefs = optional(reader, "sandbox_refs", ANY_TEXTS);
  sandboxRefs?.forEach((ref, index) => {
    reader.issues.push(...checkText(["sandbox_refs", index], ref, LINE));
  });
  const validationSummary = optional(reader, "validation_summary", SUMMARY);
  reader.issues.push(...checkSummary(validationSummary));
  const result: WorkResult = {
    changesetId: line(reader, "changeset_id"),
    sandboxRefs,
    validationSummary,
    decisionRootId: line(reader, "decision_root_id"),
    lastCompletedStep: optional(reader, "last_completed_step", STEP),
    lastCheckpointId: line(reader, "last_checkpoint_id"),
    cost: optional(reader, "cost", COST),
  };
  return reader.issues.length === 0
    ? Result.succeed(result)
    : Result.fail(new InvalidInput({ subject, issues: reader.issues }));
};

/** Holds a result that was put together by a program to the rules of one that was read. */
export const checkWorkResult = (result: WorkResult): Result.Result<WorkResult, InvalidInput> =>
  readWorkResult(
    Object.fromEntries(
      Object.entries(FIELDS).flatMap(([key, field]) =>
        result[field] === undefined ? [] : [[key, result[field]]],
      ),
    ),
  );
