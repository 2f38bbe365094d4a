import { expect, it } from "vitest";
import { figureOf } from "../../measure/statistics.ts";

it("takes the middle number, or half way between the two in the middle", () => {
  expect(figureOf([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
  expect(figureOf([10, 2, 4, 8])).toEqual({ median: 6, min: 2, max: 10 });
  expect(figureOf([3])).toEqual({ median: 3, min: 3, max: 3 });
});
