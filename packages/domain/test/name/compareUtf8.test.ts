import { Buffer } from "node:buffer";
import { expect, it } from "@effect/vitest";
import { compareUtf8 } from "../../src/name/compareUtf8.ts";
import { text } from "../../testing/generators/text.ts";

it.prop("orders texts as their UTF-8 bytes are ordered", [text(), text()], ([a, b]) => {
  expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
});

it.prop("orders texts with a common beginning by what follows", [text(), text(), text()], ([head, a, b]) => {
  expect(Math.sign(compareUtf8(head + a, head + b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
});

it("puts characters beyond the first plane after all others, unlike the order of UTF-16 units", () => {
  expect(["\uffff", "\u{10000}"].toSorted()).toEqual(["\u{10000}", "\uffff"]);
  expect(compareUtf8("\u{10000}", "\uffff")).toBeGreaterThan(0);
  expect(compareUtf8("\uffff", "\u{10000}")).toBeLessThan(0);
  expect(compareUtf8("\u{10000}", "\u{10ffff}")).toBeLessThan(0);
  expect(compareUtf8("a", "a")).toBe(0);
});
