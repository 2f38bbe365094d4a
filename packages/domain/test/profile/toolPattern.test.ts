import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import { matchesToolPattern } from "../../src/profile/toolPattern.ts";
import { pick } from "../json/pick.ts";

const word = Arbitrary.map(Arbitrary.array(pick("a", "b", "."), { maxLength: 6 }), (parts) => parts.join(""));
const pattern = Arbitrary.map(Arbitrary.array(pick("a", "b", ".", "*"), { maxLength: 6 }), (parts) =>
  parts.join(""),
);

/** The same rule said otherwise: a regular expression with everything but `*` taken literally. */
const oracle = (glob: string, text: string): boolean =>
  new RegExp(
    `^${glob.replaceAll(/[^*]/g, "\\$&").replaceAll("\\a", "a").replaceAll("\\b", "b").replaceAll("*", ".*")}$`,
    "s",
  ).test(text);

describe("matchesToolPattern", () => {
  it.prop(
    "matches like a regular expression",
    [pattern, word],
    ([glob, text]) => {
      expect([glob, text, matchesToolPattern(glob, text)]).toEqual([glob, text, oracle(glob, text)]);
    },
    { arbitrary: { runs: 2000 } },
  );

  it.prop(
    "matches within a pattern that is matched itself",
    [pattern, pattern, word],
    ([outer, inner, text]) => {
      if (matchesToolPattern(outer, inner) && matchesToolPattern(inner, text)) {
        expect([outer, inner, text, matchesToolPattern(outer, text)]).toEqual([outer, inner, text, true]);
      }
    },
    { arbitrary: { runs: 2000 } },
  );

  it.each([
    ["git", "git", true],
    ["git", "Git", false],
    ["git", "git-push", false],
    ["git*", "git", true],
    ["*", "", true],
    ["", "", true],
    ["", "a", false],
    ["a*a", "a", false],
    ["a*b*c", "a-b-b-c", true],
    ["g?t", "git", false],
    ["[a]", "a", false],
    ["a.c", "abc", false],
  ])("%j against %j", (glob, text, expected) => {
    expect(matchesToolPattern(glob, text)).toBe(expected);
  });

  it("stays fast where a backtracking matcher explodes", () => {
    expect(matchesToolPattern("*a".repeat(2000), `${"a".repeat(20_000)}b`)).toBe(false);
  });
});
