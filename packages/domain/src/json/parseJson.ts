import * as Result from "effect/Result";
import { JsonError, type JsonPosition } from "./JsonError.ts";
import type { JsonValue } from "./JsonValue.ts";
import { type JsonLimits, scanJson } from "./scanJson.ts";

const positionOf = (text: string, offset: number): JsonPosition => {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { offset, line: before.split("\n").length, column: offset - lineStart + 1 };
};

/**
 * Reads JSON strictly: no key twice in an object, no number beyond a double, and the limits. A key `__proto__` becomes
 * an own property like any other and changes no prototype. Fails with the first fault and its place, never with a
 * character of the text. Never throws and never overflows the stack, whatever the text.
 */
export const parseJson = (text: string, limits: JsonLimits): Result.Result<JsonValue, JsonError> => {
  const scanned = scanJson(text, limits);
  if ("value" in scanned) return Result.succeed(scanned.value);
  const { fault, offset } = scanned;
  switch (fault) {
    case "TooLarge":
      return Result.fail(new JsonError({ reason: { _tag: fault, limit: limits.maxBytes ?? 0 } }));
    case "TooDeep":
      return Result.fail(
        new JsonError({
          reason: { _tag: fault, limit: limits.maxDepth, position: positionOf(text, offset) },
        }),
      );
    default:
      return Result.fail(new JsonError({ reason: { _tag: fault, position: positionOf(text, offset) } }));
  }
};
