import * as Result from "effect/Result";
import { InvalidInput } from "../input/InvalidInput.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import {
  DEFAULT_SUBPLAN_SETTINGS as DEFAULTS,
  EXECUTION_MODES,
  type ExecutionMode,
  MERGE_STRATEGIES,
  type MergeStrategy,
  type SubplanSettings,
} from "../plan/SubplanSettings.ts";
import { FieldReader, isFields } from "../profile/FieldReader.ts";
import type { FieldKind } from "../profile/fieldKinds.ts";

const KEYS: ReadonlySet<string> = new Set([
  "execution_mode",
  "merge_strategy",
  "timeout_seconds",
  "max_parallel",
  "fail_fast",
  "retry_failed",
  "max_retries",
]);

const MODE: FieldKind<ExecutionMode> = {
  is: (value): value is ExecutionMode => (EXECUTION_MODES as ReadonlyArray<unknown>).includes(value),
  expected: `must be one of ${EXECUTION_MODES.join(", ")}`,
};
const STRATEGY: FieldKind<MergeStrategy> = {
  is: (value): value is MergeStrategy => (MERGE_STRATEGIES as ReadonlyArray<unknown>).includes(value),
  expected: `must be one of ${MERGE_STRATEGIES.join(", ")}`,
};
const FLAG: FieldKind<boolean> = {
  is: (value): value is boolean => typeof value === "boolean",
  expected: "must be true or false",
};

const whole = (least: number, most: number): FieldKind<number> => ({
  is: (value): value is number =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most,
  expected: `must be a whole number from ${least} to ${most}`,
});

const SECONDS: FieldKind<number | null> = {
  is: (value): value is number | null => value === null || whole(1, 31_536_000).is(value),
  expected: "must be a whole number of seconds from 1 to 31536000, or null",
};

/** Reads the settings of a plan's children from a parsed file or body (domain.md section 2, Subplans). */
export const readSubplans = (input: unknown): Result.Result<SubplanSettings, InvalidInput> => {
  const subject = "subplan settings";
  if (!isFields(input))
    return Result.fail(InvalidInput.at(subject, [], "must be a group of keys, such as execution_mode"));
  const reader = new FieldReader(input);
  reader.refuseUnknown(KEYS);
  const settings: SubplanSettings = {
    executionMode: reader.optional("execution_mode", MODE, DEFAULTS.executionMode),
    mergeStrategy: reader.optional("merge_strategy", STRATEGY, DEFAULTS.mergeStrategy),
    timeoutSeconds: reader.optional("timeout_seconds", SECONDS, DEFAULTS.timeoutSeconds),
    maxParallel: reader.optional("max_parallel", whole(1, 64), DEFAULTS.maxParallel),
    failFast: reader.optional("fail_fast", FLAG, DEFAULTS.failFast),
    retryFailed: reader.optional("retry_failed", FLAG, DEFAULTS.retryFailed),
    maxRetries: reader.optional("max_retries", whole(0, 1_000), DEFAULTS.maxRetries),
  };
  return reader.issues.length === 0
    ? Result.succeed(settings)
    : Result.fail(new InvalidInput({ subject, issues: reader.issues }));
};

/** The settings under their written names, every key in the order of the specification. */
export const subplansJson = (settings: SubplanSettings): JsonObject => ({
  execution_mode: settings.executionMode,
  merge_strategy: settings.mergeStrategy,
  timeout_seconds: settings.timeoutSeconds,
  max_parallel: settings.maxParallel,
  fail_fast: settings.failFast,
  retry_failed: settings.retryFailed,
  max_retries: settings.maxRetries,
});
