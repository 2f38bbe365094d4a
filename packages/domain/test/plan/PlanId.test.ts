import { expect, it } from "@effect/vitest";
import { isUlid, makeUlids, parseShortId, planIdFromKey, shortId } from "../../src/plan/PlanId.ts";

const bytes = (value: number) => (length: number) => new Uint8Array(length).fill(value);

it("makes ULIDs that rise within a millisecond and when the clock goes back", () => {
  const next = makeUlids(bytes(7));
  const ids = [next(1_000), next(1_000), next(999), next(1_001), next(0)];
  expect(ids.every(isUlid)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it("goes into the next millisecond when the random part is used up", () => {
  const next = makeUlids(bytes(31));
  const first = next(5);
  const second = next(5);
  expect(first.slice(10)).toBe("Z".repeat(16));
  expect(second > first).toBe(true);
  expect(second.slice(0, 10)).toBe("0000000006");
});

it("writes the time so that it reads back", () => {
  expect(makeUlids(bytes(0))(1_469_918_176_385).slice(0, 10)).toBe("01ARYZ6S41");
});

it("accepts short ids in either case and nothing else", () => {
  const id = makeUlids(bytes(11))(1);
  expect(parseShortId(shortId(id).toLowerCase())).toBe(shortId(id));
  expect(parseShortId("0123456")).toBeUndefined();
  expect(parseShortId("ILOU0000")).toBeUndefined();
  // "ſ" has "S" as its capital, but not in the databases' indexes.
  expect(parseShortId("ſbcdefgh")).toBeUndefined();
  expect(shortId(planIdFromKey("1-x-ſbcdefgh"))).toBe("ſBCDEFGH");
  expect(isUlid(id.toLowerCase())).toBe(false);
  expect(isUlid(`8${id.slice(1)}`)).toBe(false);
});

it("keeps ids of adopted plans that are no ULIDs as they are", () => {
  expect(planIdFromKey("not-a-ulid")).toBe("not-a-ulid");
});
