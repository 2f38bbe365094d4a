import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import { canonicalJson, MAX_CANONICAL_DEPTH } from "../../src/json/canonicalJson.ts";
import type { JsonValue } from "../../src/json/JsonValue.ts";
import { parseJson } from "../../src/json/parseJson.ts";
import { anyJson, isSameJson, shuffled } from "./anyJson.ts";
import { between } from "./pick.ts";

const text = (value: JsonValue): string => Result.getOrThrow(canonicalJson(value));
const tag = (value: JsonValue): string | undefined => {
  const result = canonicalJson(value);
  return Result.isFailure(result) ? result.failure.reason._tag : undefined;
};

describe("canonicalJson", () => {
  it.each<readonly [JsonValue, string]>([
    [null, "null"],
    [true, "true"],
    [false, "false"],
    ["", '""'],
    [[], "[]"],
    [{}, "{}"],
    [0, "0"],
    [-0, "0"],
    [1.0, "1"],
    [0.1 + 0.2, "0.30000000000000004"],
    [1e20, "100000000000000000000"],
    [1e21, "1e+21"],
    [1e-6, "0.000001"],
    [1e-7, "1e-7"],
    [5e-324, "5e-324"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
    [2 ** 53, "9007199254740992"],
    [-1.5e-9, "-1.5e-9"],
    ["\u0000\b\t\n\f\r\u001f\u007f", '"\\u0000\\b\\t\\n\\f\\r\\u001f\u007f"'],
    ['"\\/', '"\\"\\\\/"'],
    ["é\u2028🙂", '"é\u2028🙂"'],
    [[1, [2, []], { a: null }], '[1,[2,[]],{"a":null}]'],
    [{ b: 1, a: [true], "": 0 }, '{"":0,"a":[true],"b":1}'],
  ])("writes %j as RFC 8785 wants", (value, expected) => {
    expect(text(value)).toBe(expected);
  });

  it("orders keys by UTF-16 code units, not by code points", () => {
    // U+1F600 is D83D DE00 in UTF-16 and so comes before U+FB33, although its code point is higher.
    const value = { "\ufb33": 1, "🙂": 2, "\u20ac": 3, "\r": 4, "1": 5, "\u0080": 6, ö: 7, B: 8, a: 9 };
    expect(text(value)).toBe('{"\\r":4,"1":5,"B":8,"a":9,"\u0080":6,"ö":7,"\u20ac":3,"🙂":2,"\ufb33":1}');
  });

  it("writes a key __proto__ like any other", () => {
    expect(text(JSON.parse('{"__proto__":{"b":1},"a":2}'))).toBe('{"__proto__":{"b":1},"a":2}');
  });

  it.each<readonly [string, unknown]>([
    ["NaN", Number.NaN],
    ["Infinity", [Number.POSITIVE_INFINITY]],
    ["-Infinity", { a: Number.NEGATIVE_INFINITY }],
    ["half of a pair", "\ud83d"],
    ["half of a pair in a key", { "\udc00": 1 }],
    ["undefined", undefined],
    ["undefined in an object", { a: undefined }],
    ["undefined in a list", [undefined]],
    ["a hole", Object.assign([], { length: 1 })],
    ["a function", { a: () => 1 }],
    ["a symbol", Symbol.iterator],
    ["a bigint", 1n],
    ["a date", new Date(0)],
    ["a map", new Map()],
  ])("refuses %s", (_, value) => {
    expect(tag(value as JsonValue)).toBe("NotJson");
  });

  it("refuses more than 512 levels and a value that holds itself", () => {
    const nested = (levels: number): JsonValue => {
      let value: JsonValue = 1;
      for (let level = 0; level < levels; level++) value = [value];
      return value;
    };
    expect(text(nested(MAX_CANONICAL_DEPTH))).toHaveLength(2 * MAX_CANONICAL_DEPTH + 1);
    expect(tag(nested(MAX_CANONICAL_DEPTH + 1))).toBe("TooDeep");
    expect(tag(nested(200_000))).toBe("TooDeep");
    const loop: Array<JsonValue> = [];
    loop.push(loop);
    expect(tag(loop)).toBe("TooDeep");
  });

  it.prop(
    "has equal texts for equal values, whatever the order of their keys",
    [anyJson, between(0, 1000)],
    ([value, seed]) => {
      expect(text(shuffled(value, seed))).toBe(text(value));
    },
  );

  it.prop("reads back as the same value, and is its own canonical text", [anyJson], ([value]) => {
    const back = Result.getOrThrow(parseJson(text(value), { maxDepth: MAX_CANONICAL_DEPTH }));
    expect(isSameJson(back, value)).toBe(true);
    expect(text(back)).toBe(text(value));
  });

  it.prop("differs for different values", [Arbitrary.all([anyJson, anyJson])], ([[left, right]]) => {
    expect(text(left) === text(right)).toBe(isSameJson(left, right));
  });
});
