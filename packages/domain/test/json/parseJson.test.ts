import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import { JsonError, type JsonReason } from "../../src/json/JsonError.ts";
import { parseJson } from "../../src/json/parseJson.ts";
import type { JsonLimits } from "../../src/json/scanJson.ts";
import { anyJson, isSameJson } from "./anyJson.ts";
import { between, pick } from "./pick.ts";

const LIMITS: JsonLimits = { maxDepth: 64 };
const DEEP = 200_000;

const reason = (text: string, limits = LIMITS): JsonReason | undefined => {
  const result = parseJson(text, limits);
  return Result.isFailure(result) ? result.failure.reason : undefined;
};
const tag = (text: string, limits = LIMITS): string | undefined => reason(text, limits)?._tag;

const native = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

const fragment = pick(
  "",
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "0",
  "1",
  "-",
  "+",
  ".",
  "e",
  "E",
  "t",
  "null",
  "\\u12",
  " ",
  "\t",
  "\u000b",
  "\u00a0",
  "\ufeff",
  "\0",
  "\u001f",
  "x",
);

describe("parseJson", () => {
  it.prop("reads what JSON.stringify wrote", [anyJson, pick(0, 1, 2)], ([value, indent]) => {
    const text = JSON.stringify(value, null, indent);
    expect(isSameJson(Result.getOrThrow(parseJson(text, LIMITS)), value)).toBe(true);
  });

  it.prop(
    "accepts a text with something removed and something put in exactly when JSON.parse does",
    { value: anyJson, from: between(0, 40), removed: between(0, 3), put: fragment },
    ({ value, from, removed, put }) => {
      const text = JSON.stringify(value);
      const at = Math.min(from, text.length);
      const changed = text.slice(0, at) + put + text.slice(at + removed);
      const found = tag(changed);
      if (found === "DuplicateKey" || found === "NumberOutOfRange") return;
      expect([changed, found]).toEqual([changed, native(changed) === undefined ? "Syntax" : undefined]);
    },
    { arbitrary: { runs: 2000 } },
  );

  it.prop(
    "accepts no text that was cut short, unless it ends in a number",
    [anyJson, between(0, 60)],
    ([value, at]) => {
      const text = JSON.stringify(value);
      const cut = text.slice(0, Math.min(at, text.length - 1));
      expect(tag(cut)).toBe(native(cut) === undefined ? "Syntax" : undefined);
    },
  );

  it.each([
    ["", 0],
    [" ", 1],
    ["nul", 0],
    ["[1,]", 3],
    ['{"a":1,}', 7],
    ["{a:1}", 1],
    ["01", 1],
    ["[+1]", 1],
    ["1.", 1],
    ['"\t"', 1],
    ['"\\x"', 1],
    ['"\\u12g4"', 1],
    ['"abc', 4],
    ["[1}", 2],
    ['{"a" 1}', 5],
    ["1 2", 2],
    ["NaN", 0],
    ["\u000b1", 0],
    ["[", 1],
    ["{", 1],
    ['{"a"', 4],
    ["'a'", 0],
  ])("places the syntax error of %j", (text, offset) => {
    expect(native(text)).toBeUndefined();
    expect(reason(text)).toMatchObject({ _tag: "Syntax", position: { offset } });
  });

  it("counts lines and columns from 1", () => {
    expect(reason('{\n  "a": 1,\n  "b" 2\n}')).toEqual({
      _tag: "Syntax",
      position: { offset: 18, line: 3, column: 7 },
    });
  });

  it.each([
    ['{"a":1,"a":2}', 7],
    ['[{"a":{"b":1,"b":1}}]', 13],
    ['{"a":1,"\\u0061":2}', 7],
    ['{"__proto__":1,"__proto__":1}', 15],
    ['{"":1,"":1}', 6],
    ['{"a":{},"b":[{"a":1}],"a":0}', 22],
  ])("refuses a key that is there twice: %s [P1]", (text, offset) => {
    expect(reason(text)).toMatchObject({ _tag: "DuplicateKey", position: { offset } });
  });

  it("takes the same key in different objects for no duplicate", () => {
    expect(tag('{"a":{"a":[{"a":1},{"a":2}]},"b":{"a":1}}')).toBeUndefined();
  });

  it("makes __proto__ an own property and changes no prototype", () => {
    const value = Result.getOrThrow(parseJson('{"__proto__":{"admin":true},"a":1}', LIMITS));
    expect(Object.keys(value ?? {})).toEqual(["__proto__", "a"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { readonly admin?: unknown }).admin).toBeUndefined();
  });

  it("reads escaped keys right where JSON.parse takes them for the key \\ (nodejs/node#63785)", () => {
    const keys = (text: string) => Object.keys(Result.getOrThrow(parseJson(text, LIMITS)) ?? {});
    // An object with the key \\ at the same place is what makes V8 go wrong afterwards.
    expect(Object.keys(JSON.parse('{"c":1,"\\\\":2}'))).toEqual(["c", "\\"]);
    for (const [text, key] of [
      ['{"c":1,"\\n":2}', "\n"],
      ['{"c":1,"\\"":2}', '"'],
      ['{"c":1,"\\u0061":2}', "a"],
    ] as const) {
      expect(keys(text)).toEqual(["c", key]);
    }
  });

  it("accepts exactly the depth that it is given", () => {
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const) {
      const nested = (levels: number): string => `${open.repeat(levels)}1${close.repeat(levels)}`;
      expect(tag(nested(64))).toBeUndefined();
      expect(reason(nested(65))).toMatchObject({
        _tag: "TooDeep",
        limit: 64,
        position: { offset: 64 * open.length },
      });
    }
    expect(tag("[]", { maxDepth: 0 })).toBe("TooDeep");
    expect(tag("1", { maxDepth: 0 })).toBeUndefined();
    expect(tag("[[],[],[]]", { maxDepth: 2 })).toBeUndefined();
  });

  it("refuses 200,000 levels cleanly, closed or not, and accepts them where they are allowed [S4]", () => {
    expect(tag(`${"[".repeat(DEEP)}${"]".repeat(DEEP)}`)).toBe("TooDeep");
    expect(tag("[".repeat(DEEP))).toBe("TooDeep");
    expect(tag('{"a":'.repeat(DEEP))).toBe("TooDeep");
    expect(tag("[".repeat(DEEP), { maxDepth: DEEP })).toBe("Syntax");
    expect(tag(`${"[".repeat(DEEP)}${"]".repeat(DEEP)}`, { maxDepth: DEEP })).toBeUndefined();
  });

  it("counts bytes of UTF-8 against the limit", () => {
    for (const [text, bytes] of [
      ['"abc"', 5],
      ['"é"', 4],
      ['"🙂"', 6],
      ['"\u20ac\u20ac\u20ac"', 11],
    ] as const) {
      expect(tag(text, { maxDepth: 1, maxBytes: bytes })).toBeUndefined();
      expect(reason(text, { maxDepth: 1, maxBytes: bytes - 1 })).toEqual({
        _tag: "TooLarge",
        limit: bytes - 1,
      });
    }
  });

  it.each(['"\\ud800"', '"\\udc00\\ud800"', '["\ud800"]', '{"\\ud83dx":1}', '{"a":"\udc00"}', '"x\\uD83D"'])(
    "refuses half of a surrogate pair where that is asked: %j",
    (text) => {
      expect(tag(text)).toBeUndefined();
      expect(tag(text, { maxDepth: 1, refuseLoneSurrogates: true })).toBe("LoneSurrogate");
    },
  );

  it.each(['"\\ud83d\\ude42"', '"🙂"', '"\ud83d\\ude42"', '{"🙂":"\\ud83d\ude42"}'])(
    "accepts whole pairs: %j",
    (text) => {
      expect(tag(text, { maxDepth: 1, refuseLoneSurrogates: true })).toBeUndefined();
    },
  );

  it("refuses U+0000 where that is asked", () => {
    for (const text of ['"\\u0000"', '{"a\\u0000":1}', '["\\\\","\\u0000"]']) {
      expect(tag(text)).toBeUndefined();
      expect(tag(text, { maxDepth: 1, refuseNull: true })).toBe("NullCharacter");
    }
    expect(tag('"\\\\u0000"', { maxDepth: 1, refuseNull: true })).toBeUndefined();
  });

  it("refuses numbers that no double holds, instead of reading Infinity", () => {
    for (const text of ["1e999", "[-1e400]", "9".repeat(400)]) expect(tag(text)).toBe("NumberOutOfRange");
    for (const text of ["1e308", "1e-999", "9".repeat(300), "-0"]) expect(tag(text)).toBeUndefined();
  });

  it.prop(
    "never repeats what the text holds [L1]",
    [Arbitrary.array(fragment, { maxLength: 6 })],
    ([parts]) => {
      const result = parseJson(`{"MARKER":"MARKER",${parts.join("")}MARKER`, LIMITS);
      expect(Result.isFailure(result)).toBe(true);
      if (Result.isFailure(result)) {
        expect(result.failure).toBeInstanceOf(JsonError);
        expect(`${result.failure.message}${JSON.stringify(result.failure)}`).not.toContain("MARKER");
        expect(result.failure.retryable).toBe(false);
      }
    },
  );

  it("says every reason in one sentence", () => {
    const messages = ["[", '{"a":1,"a":1}', "[[", '"\\ud800"', '"\\u0000"', "1e999", '"long enough"'].map(
      (text) => {
        const strict = { maxDepth: 1, maxBytes: 13, refuseLoneSurrogates: true, refuseNull: true };
        const result = parseJson(text, text.startsWith('"long') ? { ...strict, maxBytes: 3 } : strict);
        return Result.isFailure(result) ? result.failure.message : "";
      },
    );
    for (const message of messages) expect(message).toMatch(/^[A-Z].*\.$/);
    expect(new Set(messages).size).toBe(messages.length);
  });
});
