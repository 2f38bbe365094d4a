import type { JsonValue } from "../json/JsonValue.ts";
import { type Guards, NO_GUARDS, type Profile, type SafetyRules } from "./Profile.ts";
import { entriesOf, GUARD_KEYS, type GuardKey, SAFETY_KEYS, type SafetyKey } from "./profileKeys.ts";
import { THRESHOLD_NAMES, type ThresholdName } from "./Threshold.ts";
import { matchesToolPattern } from "./toolPattern.ts";

/** The written name of a rule; guards have `guards.` before theirs. */
export type RuleName = ThresholdName | SafetyKey | `guards.${GuardKey}`;

/** One rule of a profile by itself. */
export interface ProfileRule {
  readonly name: RuleName;
  /** The rule's value; absent guards count as guards that set no rule. */
  readonly value: (profile: Profile) => JsonValue;
  /** True when the rule permits something in `child` that it does not permit in `parent`. */
  readonly loosens: (parent: Profile, child: Profile) => boolean;
}

/** Whether a value permits something that another does not; reflexive pairs never do. */
type Loosens<T> = (parent: T, child: T) => boolean;

/** A threshold is the bar that a confidence must reach, so lower is looser. */
const lower: Loosens<number> = (parent, child) => child < parent;
const higher: Loosens<number> = (parent, child) => child > parent;
const higherOrRemoved: Loosens<number | null> = (parent, child) =>
  parent !== null && (child === null || child > parent);
const droppedRequirement: Loosens<boolean> = (parent, child) => parent && !child;
const newPermission: Loosens<boolean> = (parent, child) => !parent && child;
const droppedEntry: Loosens<ReadonlyArray<string>> = (parent, child) =>
  parent.some((entry) => !child.includes(entry));

/** A pattern matches itself, so an equal entry is within the parent's list too. */
const widerAllowlist: Loosens<ReadonlyArray<string> | null> = (parent, child) =>
  parent !== null &&
  (child === null || child.some((entry) => !parent.some((outer) => matchesToolPattern(outer, entry))));

/** [] restricts nothing, so it is the widest of all. */
const widerCategories: Loosens<ReadonlyArray<string>> = (parent, child) =>
  parent.length > 0 && (child.length === 0 || child.some((entry) => !parent.includes(entry)));

const SAFETY_LOOSENS: { readonly [Rule in keyof SafetyRules]: Loosens<SafetyRules[Rule]> } = {
  requireSandbox: droppedRequirement,
  requireCheckpoints: droppedRequirement,
  allowUnsafeTools: newPermission,
  requireHumanApproval: droppedRequirement,
  allowedSkillCategories: widerCategories,
  maxCostPerPlan: higherOrRemoved,
  maxTotalCost: higherOrRemoved,
  maxRetriesPerStep: higher,
};

const GUARD_LOOSENS: { readonly [Guard in keyof Guards]: Loosens<Guards[Guard]> } = {
  toolDenylist: droppedEntry,
  toolAllowlist: widerAllowlist,
  maxToolCallsPerStep: higherOrRemoved,
  maxTotalCost: higherOrRemoved,
  requireApprovalForWrites: droppedRequirement,
  requireApprovalForApply: droppedRequirement,
};

const thresholdRule = (name: ThresholdName): ProfileRule => ({
  name,
  value: (profile) => profile.thresholds[name],
  loosens: (parent, child) => lower(parent.thresholds[name], child.thresholds[name]),
});

const safetyRule = <Rule extends keyof SafetyRules>(name: SafetyKey, rule: Rule): ProfileRule => {
  const loosens: Loosens<SafetyRules[Rule]> = SAFETY_LOOSENS[rule];
  return {
    name,
    value: (profile) => profile.safety[rule],
    loosens: (parent, child) => loosens(parent.safety[rule], child.safety[rule]),
  };
};

const guardsOf = (profile: Profile): Guards => profile.guards ?? NO_GUARDS;

const guardRule = <Guard extends keyof Guards>(name: GuardKey, guard: Guard): ProfileRule => {
  const loosens: Loosens<Guards[Guard]> = GUARD_LOOSENS[guard];
  return {
    name: `guards.${name}`,
    value: (profile) => guardsOf(profile)[guard],
    loosens: (parent, child) => loosens(guardsOf(parent)[guard], guardsOf(child)[guard]),
  };
};

/** Every rule of a profile, in the order of domain.md section 6: thresholds, safety rules, guards. */
export const PROFILE_RULES: ReadonlyArray<ProfileRule> = Object.freeze([
  ...THRESHOLD_NAMES.map(thresholdRule),
  ...entriesOf(SAFETY_KEYS).map(([name, rule]) => safetyRule(name, rule)),
  ...entriesOf(GUARD_KEYS).map(([name, guard]) => guardRule(name, guard)),
]);
