import { expect, it } from "@effect/vitest";
import { Log } from "../../../testing/memory/Log.ts";

const ALL = Number.POSITIVE_INFINITY;
const all = <T>(log: Log<T>): ReadonlyArray<T> => log.select(0, ALL, () => true);

it("gives a version with more and leaves the older one as it was", () => {
  const one = Log.empty<string>().add(["a"]);
  const two = one.add(["b", "c"]);
  expect([all(one), all(two)]).toEqual([["a"], ["a", "b", "c"]]);
  expect([one.length, two.length]).toEqual([1, 3]);
});

it("drops what was added after a version that is added to again", () => {
  const one = Log.empty<string>().add(["a"]);
  one.add(["given up"]);
  expect(all(one.add(["b"]))).toEqual(["a", "b"]);
});

it("selects from a position, up to a limit, what passes", () => {
  const log = Log.empty<number>().add([1, 2, 3, 4, 5, 6]);
  expect(log.select(1, 2, (item) => item % 2 === 0)).toEqual([2, 4]);
  expect(log.select(-5, ALL, () => true)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(log.select(6, ALL, () => true)).toEqual([]);
});
