import * as Arbitrary from "effect/Arbitrary";
import { type Guards, NO_GUARDS, type Profile, type SafetyRules } from "../../src/profile/Profile.ts";
import { makeThresholds, THRESHOLD_NAMES } from "../../src/profile/Threshold.ts";
import { pick } from "../json/pick.ts";

const flag = pick(false, true);
const cap = pick<number | null>(null, 0, 0.5, 10);
const tools = Arbitrary.array(pick("git", "git*", "git-push", "g*t", "*", "rm", "a*b"), { maxLength: 3 });

const safety: Arbitrary.Arbitrary<SafetyRules> = Arbitrary.map(
  Arbitrary.all({
    requireSandbox: flag,
    requireCheckpoints: flag,
    allowUnsafeTools: flag,
    requireHumanApproval: flag,
    allowedSkillCategories: Arbitrary.array(pick("search", "code", "mail"), { maxLength: 2 }),
    maxCostPerPlan: cap,
    maxTotalCost: cap,
    maxRetriesPerStep: pick(3, 0, 1),
  }),
  (rules) => ({
    ...rules,
    maxCostPerPlan:
      rules.maxCostPerPlan !== null && rules.maxTotalCost !== null
        ? Math.min(rules.maxCostPerPlan, rules.maxTotalCost)
        : rules.maxCostPerPlan,
  }),
);

const guards: Arbitrary.Arbitrary<Guards> = Arbitrary.all({
  toolDenylist: tools,
  toolAllowlist: Arbitrary.map(Arbitrary.all([flag, tools]), ([present, list]) => (present ? list : null)),
  maxToolCallsPerStep: pick<number | null>(null, 0, 5),
  maxTotalCost: cap,
  requireApprovalForWrites: flag,
  requireApprovalForApply: flag,
});

const isNoRule = (value: Guards): boolean => JSON.stringify(value) === JSON.stringify(NO_GUARDS);

/** Custom profiles with few distinct values per rule, so that equal, tighter and looser pairs all occur. */
export const anyProfile: Arbitrary.Arbitrary<Profile> = Arbitrary.map(
  Arbitrary.all({
    name: pick("team/careful", "host:team/fast"),
    description: pick("", "é, 漢 and 🙂", 'a "quoted"\nline \u0001'),
    thresholds: Arbitrary.array(pick(0, 0.3, 0.85, 1), {
      minLength: THRESHOLD_NAMES.length,
      maxLength: THRESHOLD_NAMES.length,
    }),
    safety,
    guarded: flag,
    guards,
  }),
  ({ name, description, thresholds, safety, guarded, guards }) => ({
    name,
    description,
    source: "custom",
    schemaVersion: "1.0",
    thresholds: makeThresholds((_, index) => thresholds[index] ?? 1),
    safety,
    guards: guarded && !isNoRule(guards) ? guards : null,
  }),
);
