import * as Result from "effect/Result";
import { FieldReader, isFields } from "../input/FieldReader.ts";
import { FLAG, oneOf, orNull, whole } from "../input/fieldKinds.ts";
import { InvalidInput } from "../input/InvalidInput.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import {
  DEFAULT_SUBPLAN_SETTINGS as DEFAULTS,
  EXECUTION_MODES,
  MERGE_STRATEGIES,
  type SubplanSettings,
} from "./SubplanSettings.ts";

const KEYS: ReadonlySet<string> = new Set([
  "execution_mode",
  "merge_strategy",
  "timeout_seconds",
  "max_parallel",
  "fail_fast",
  "retry_failed",
  "max_retries",
]);

/** Reads the settings of a plan's children from a parsed file or body (domain.md section 2, Subplans). */
export const readSubplans = (input: unknown): Result.Result<SubplanSettings, InvalidInput> => {
  const subject = "subplan settings";
  if (!isFields(input))
    return Result.fail(InvalidInput.at(subject, [], "must be a group of keys, such as execution_mode"));
  const reader = new FieldReader(input);
  reader.refuseUnknown(KEYS);
  const settings: SubplanSettings = {
    executionMode: reader.optional("execution_mode", oneOf(EXECUTION_MODES), DEFAULTS.executionMode),
    mergeStrategy: reader.optional("merge_strategy", oneOf(MERGE_STRATEGIES), DEFAULTS.mergeStrategy),
    timeoutSeconds: reader.optional("timeout_seconds", orNull(whole(1, 31_536_000)), DEFAULTS.timeoutSeconds),
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
