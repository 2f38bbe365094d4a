import { describe, expect, it } from "@effect/vitest";
import { planIdFromKey } from "../../src/plan/PlanId.ts";
import { planReference, shownId } from "../../src/plan/planReference.ts";
import { id } from "../representation/plans.ts";

describe("how a plan is named where a person reads or pastes it", () => {
  it("is the short id", () => {
    expect(shownId(id(12))).toBe("00000012");
    expect(planReference(id(12))).toBe("00000012");
  });

  it.each([
    ["plan-001", "plan-001"],
    ["it's old", "'it'\\''s old'"],
    ["$(rm -rf ~)", "'$(rm -rf ~)'"],
    ["x", "x"],
  ])("is the whole id of an adopted plan whose last 8 characters are none: %s", (key, pasted) => {
    expect(shownId(planIdFromKey(key))).toBe(key);
    expect(planReference(planIdFromKey(key))).toBe(pasted);
  });
});
