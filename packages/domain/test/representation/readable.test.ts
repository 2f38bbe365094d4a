import { expect, it } from "@effect/vitest";
import { Damaged } from "../../src/json/Damaged.ts";
import { nullableData, plainData } from "../../src/representation/readable.ts";
import { MARKER } from "./plans.ts";

it("shows of a damaged text its length alone [L1]", () => {
  expect(plainData(Damaged.of(MARKER))).toEqual({ damaged: true, length: MARKER.length });
  expect(nullableData(null)).toBeNull();
});

it("shows what a user stored as it is, even where it looks like something damaged", () => {
  const lookalike = { _tag: "Damaged", length: 3, required_failed: 1 };
  expect(plainData(lookalike)).toBe(lookalike);
  expect(nullableData(lookalike)).toBe(lookalike);
});
