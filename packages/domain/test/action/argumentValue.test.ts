import { expect, it } from "@effect/vitest";
import * as Result from "effect/Result";
import type { ActionArgument, ArgumentType } from "../../src/action/Action.ts";
import { compilePattern, readArgument } from "../../src/action/argumentValue.ts";

const argument = (type: ArgumentType, change: Partial<ActionArgument> = {}): ActionArgument => ({
  name: "a",
  type,
  required: true,
  description: null,
  min: null,
  max: null,
  pattern: null,
  ...change,
});

it.each(["a)|(?:b", "a)|(b", "(", "[", "\\"])("takes %j for no regular expression", (pattern) => {
  expect(compilePattern(pattern)).toBeUndefined();
});

it("holds a pattern against the whole text", () => {
  const either = argument("string", { pattern: "a|b" });
  expect(readArgument(either, { text: "b" })).toEqual(Result.succeed("b"));
  expect(Result.isFailure(readArgument(either, { text: "ab" }))).toBe(true);
  expect(Result.isFailure(readArgument(either, { text: "b\n" }))).toBe(true);
});

it.each([
  ["float", { text: "-0" }, 0],
  ["integer", { value: -0 }, 0],
  ["list", { text: "[-0,1]" }, [0, 1]],
] as const)("gives the %s -0 as JSON will give it back [M1]", (type, given, expected) => {
  expect(Result.getOrThrow(readArgument(argument(type), given))).toStrictEqual(expected);
});
