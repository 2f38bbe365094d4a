import { expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import { pick } from "../../../testing/generators/choose.ts";
import { matchesGlob } from "../../../testing/memory/matchesGlob.ts";

const over = (letters: string) =>
  Arbitrary.map(Arbitrary.array(pick(Array.from(letters)), { maxLength: 8 }), (picked) => picked.join(""));

/** The glob as a regular expression over letters that mean nothing in one. */
const asRegExp = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`, "isu");

it.prop("agrees with a regular expression", [over("ab*?"), over("abAB")], ([pattern, text]) => {
  expect(matchesGlob(pattern, text)).toBe(asRegExp(pattern).test(text));
});

it("takes a surrogate pair for one character and folds ASCII letters only", () => {
  expect(matchesGlob("?", "😀")).toBe(true);
  expect(matchesGlob("É", "é")).toBe(false);
  expect(matchesGlob("K", "\u212a")).toBe(false);
  expect(matchesGlob("STRASSE", "strasse")).toBe(true);
});

it("ends soon on patterns that make a regular expression run for ever", () => {
  expect(matchesGlob(`${"*a".repeat(200)}b`, "a".repeat(5_000))).toBe(false);
});
