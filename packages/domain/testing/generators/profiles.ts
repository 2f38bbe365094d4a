import * as Arbitrary from "effect/Arbitrary";
import {
  type Guards,
  NO_GUARDS,
  PROFILE_SCHEMA_VERSION,
  type Profile,
  type SafetyRules,
} from "../../src/profile/Profile.ts";
import type { ProfileRef } from "../../src/profile/ProfileRef.ts";
import { PROVENANCES } from "../../src/profile/Provenance.ts";
import { makeThresholds, THRESHOLD_NAMES } from "../../src/profile/Threshold.ts";
import { orNull, pick } from "./choose.ts";
import { qualifiedName } from "./names.ts";
import { anyBoolean, real, whole } from "./numbers.ts";
import { someText, text } from "./text.ts";

/** A list that means a set, in the order in which the ledger writes sets: sorted, no entry twice. */
const texts: Arbitrary.Arbitrary<ReadonlyArray<string>> = Arbitrary.map(
  Arbitrary.array(someText(40), { maxLength: 4 }),
  (items) => [...new Set(items)].sort(),
);

const cost = orNull(real(0, 1e9));

const safety: Arbitrary.Arbitrary<SafetyRules> = Arbitrary.map(
  Arbitrary.all({
    requireSandbox: anyBoolean,
    requireCheckpoints: anyBoolean,
    allowUnsafeTools: anyBoolean,
    requireHumanApproval: anyBoolean,
    allowedSkillCategories: texts,
    maxCostPerPlan: cost,
    maxTotalCost: cost,
    maxRetriesPerStep: whole(0, 1000),
  }),
  (rules): SafetyRules => ({
    ...rules,
    maxCostPerPlan:
      rules.maxCostPerPlan !== null && rules.maxTotalCost !== null
        ? Math.min(rules.maxCostPerPlan, rules.maxTotalCost)
        : rules.maxCostPerPlan,
  }),
);

const setsNoRule = (guards: Guards): boolean =>
  guards.toolDenylist.length === 0 &&
  Object.keys(NO_GUARDS).every((key) => {
    const guard = key as keyof Guards;
    return guard === "toolDenylist" || guards[guard] === NO_GUARDS[guard];
  });

const guards: Arbitrary.Arbitrary<Guards | null> = Arbitrary.map(
  orNull<Guards>(
    Arbitrary.all({
      toolDenylist: texts,
      toolAllowlist: orNull(texts),
      maxToolCallsPerStep: orNull(whole(0, 10_000)),
      maxTotalCost: cost,
      requireApprovalForWrites: anyBoolean,
      requireApprovalForApply: anyBoolean,
    }),
  ),
  (given) => (given === null || setsNoRule(given) ? null : given),
);

/** Any custom profile as the ledger stores it. */
export const anyProfile: Arbitrary.Arbitrary<Profile> = Arbitrary.map(
  Arbitrary.all({
    name: qualifiedName,
    description: text(200),
    thresholds: Arbitrary.array(real(0, 1), {
      minLength: THRESHOLD_NAMES.length,
      maxLength: THRESHOLD_NAMES.length,
    }),
    safety,
    guards,
  }),
  ({ thresholds, ...rest }): Profile => ({
    ...rest,
    source: "custom",
    schemaVersion: PROFILE_SCHEMA_VERSION,
    thresholds: makeThresholds((_, index) => thresholds[index] ?? 1),
  }),
);

/** Any reference; its name may be any text that is not empty, as in adopted rows. */
export const anyProfileRef: Arbitrary.Arbitrary<ProfileRef> = Arbitrary.all({
  name: someText(200),
  provenance: pick(PROVENANCES),
});
