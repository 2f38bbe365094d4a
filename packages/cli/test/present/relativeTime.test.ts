import { expect, it } from "@effect/vitest";
import { duration, relativeTime } from "../../src/present/relativeTime.ts";

it.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_000, "1 s"],
  [61_000, "1 min 1 s"],
  [3_600_000, "1 h"],
  [90_061_000, "1 d 1 h"],
  [-5, "0 ms"],
])("writes %i ms as %s", (millis, text) => {
  expect(duration(millis)).toBe(text);
});

it.each([
  [0, "just now"],
  [-999, "just now"],
  [-1_000, "1 s ago"],
  [-59_999, "59 s ago"],
  [-60_000, "1 min ago"],
  [7_200_000, "in 2 h"],
  [-40 * 86_400_000, "1 mo ago"],
  [-800 * 86_400_000, "2 y ago"],
])("says %i ms from now as %s", (away, text) => {
  expect(relativeTime(1_800_000_000_000 + away, 1_800_000_000_000)).toBe(text);
});
