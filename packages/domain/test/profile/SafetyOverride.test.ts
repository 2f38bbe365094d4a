import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import { isDamaged } from "../../src/json/Damaged.ts";
import { loosenedRules } from "../../src/profile/loosenedRules.ts";
import {
  applySafetyOverride,
  readSafetyOverride,
  readStoredSafetyOverride,
  type SafetyOverride,
  safetyOverrideText,
  writeSafetyOverride,
} from "../../src/profile/SafetyOverride.ts";
import { pick } from "../json/pick.ts";
import { anyProfile } from "./anyProfile.ts";

const paths = (input: unknown): ReadonlyArray<string> => {
  const result = readSafetyOverride(input);
  return Result.isFailure(result) ? result.failure.map(({ path }) => path.join(".")) : [];
};

/** Any safety rules of a generated profile. */
const anyOverride: Arbitrary.Arbitrary<SafetyOverride> = Arbitrary.map(
  Arbitrary.all([anyProfile, Arbitrary.array(pick(true, false), { minLength: 8, maxLength: 8 })]),
  ([profile, kept]) =>
    Object.fromEntries(Object.entries(profile.safety).filter((_, index) => kept[index] === true)),
);

describe("SafetyOverride", () => {
  it("refuses one that is too large to be read again", () => {
    const categories = (count: number) =>
      Array.from({ length: count }, (_, index) => `category-${String(index).padStart(6, "0")}`);
    expect(paths({ allowed_skill_categories: categories(4_000) })).toEqual(["safety_profile"]);
    const override = Result.getOrThrow(readSafetyOverride({ allowed_skill_categories: categories(3_000) }));
    expect(readStoredSafetyOverride(safetyOverrideText(override))).toEqual(override);
  });

  it("reads any of the safety rules", () => {
    expect(readSafetyOverride({})).toEqual(Result.succeed({}));
    expect(
      readSafetyOverride({
        require_human_approval: true,
        max_total_cost: 0,
        allowed_skill_categories: ["search"],
      }),
    ).toEqual(
      Result.succeed({ requireHumanApproval: true, maxTotalCost: 0, allowedSkillCategories: ["search"] }),
    );
  });

  it("refuses everything else with its path", () => {
    expect(paths({ auto_apply: 1 })).toEqual(["safety_profile.auto_apply"]);
    expect(paths({ guards: {} })).toEqual(["safety_profile.guards"]);
    expect(paths({ require_sandbox: 1, max_retries_per_step: -1 })).toEqual([
      "safety_profile.require_sandbox",
      "safety_profile.max_retries_per_step",
    ]);
    expect(paths({ max_cost_per_plan: 2, max_total_cost: 1 })).toEqual(["safety_profile.max_cost_per_plan"]);
    for (const input of [null, [], "strict"]) expect(paths(input)).toEqual(["safety_profile"]);
  });

  it.prop("is the same after it was stored", [anyOverride], ([override]) => {
    expect(readStoredSafetyOverride(safetyOverrideText(override))).toEqual(override);
    expect(readSafetyOverride(writeSafetyOverride(override))).toEqual(Result.succeed(override));
  });

  it("finds damaged what is not an override", () => {
    for (const text of [
      "",
      "null",
      "[]",
      '{"require_sandbox":1}',
      '{"a":1}',
      '{"max_total_cost":1,"max_total_cost":2}',
      "[".repeat(200_000),
    ]) {
      expect(readStoredSafetyOverride(text)).toEqual({ _tag: "Damaged", length: text.length });
    }
    expect(isDamaged(readStoredSafetyOverride("{}"))).toBe(false);
  });

  it.prop(
    "only ever tightens, or names what it would loosen",
    [anyProfile, anyOverride],
    ([profile, override]) => {
      const applied = applySafetyOverride(profile, override);
      const wanted = loosenedRules(profile, { ...profile, safety: { ...profile.safety, ...override } });
      if (Result.isFailure(applied)) {
        expect(applied.failure.reason).toEqual({ _tag: "Loosens", rules: wanted });
        expect(wanted.length).toBeGreaterThan(0);
        return;
      }
      expect(wanted).toEqual([]);
      expect(loosenedRules(profile, applied.success)).toEqual([]);
      const { maxCostPerPlan, maxTotalCost } = applied.success.safety;
      if (maxCostPerPlan !== null && maxTotalCost !== null)
        expect(maxCostPerPlan).toBeLessThanOrEqual(maxTotalCost);
    },
    { arbitrary: { runs: 500 } },
  );

  it.prop(
    "lowers the cost per plan to a lower total, and leaves the rest alone",
    [anyProfile],
    ([profile]) => {
      const costly = { ...profile, safety: { ...profile.safety, maxCostPerPlan: 8, maxTotalCost: 9 } };
      const applied = Result.getOrThrow(applySafetyOverride(costly, { maxTotalCost: 5 }));
      expect(applied).toEqual({
        ...costly,
        safety: { ...costly.safety, maxCostPerPlan: 5, maxTotalCost: 5 },
      });
    },
  );
});
