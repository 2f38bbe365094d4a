import { expect, it } from "@effect/vitest";
import { Damaged, isDamaged } from "../../src/json/Damaged.ts";

it("keeps the length of a damaged text and nothing of the text [L1]", () => {
  const damaged = Damaged.of("a secret 🙂");
  expect(damaged).toEqual({ _tag: "Damaged", length: 11 });
  expect(JSON.stringify(damaged)).not.toContain("secret");
});

it("tells damaged values from all others", () => {
  expect(isDamaged(Damaged.of(""))).toBe(true);
  for (const value of [
    null,
    undefined,
    "Damaged",
    3,
    [],
    {},
    { _tag: "Captured" },
    { _tag: "Damaged", length: 1 },
  ])
    expect(isDamaged(value)).toBe(false);
});
