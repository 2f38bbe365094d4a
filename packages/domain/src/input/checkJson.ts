import * as Result from "effect/Result";
import { canonicalJson } from "../json/canonicalJson.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { scanJson } from "../json/scanJson.ts";
import type { Issue } from "./InvalidInput.ts";

const MAX_DEPTH = 64;
const MAX_BYTES = 262_144;

const problem = (value: JsonValue): string | undefined => {
  const text = canonicalJson(value);
  if (Result.isFailure(text)) {
    return text.failure.reason._tag === "TooDeep"
      ? `must not be nested deeper than ${MAX_DEPTH} levels`
      : "must be JSON (without NaN and without half of a surrogate pair)";
  }
  const scanned = scanJson(text.success, { maxDepth: MAX_DEPTH, maxBytes: MAX_BYTES });
  if ("value" in scanned) return undefined;
  return scanned.fault === "TooLarge"
    ? `must not have more than ${MAX_BYTES} bytes as JSON`
    : `must not be nested deeper than ${MAX_DEPTH} levels`;
};

/**
 * What is wrong with a value of any shape that is taken in whole, or []: at most 64 levels and 256 KiB of JSON. Events
 * repeat such values some levels deeper, and what was taken in must always be readable there.
 */
export const checkJson = (path: Issue["path"], value: JsonValue): ReadonlyArray<Issue> => {
  const message = problem(value);
  return message === undefined ? [] : [{ path, message }];
};
