import * as Result from "effect/Result";
import { FieldReader, isFields } from "../input/FieldReader.ts";
import type { FieldKind } from "../input/fieldKinds.ts";
import type { Issue } from "../input/InvalidInput.ts";
import { MAX_NAME_LENGTH } from "../name/QualifiedName.ts";
import {
  DEFAULT_SAFETY,
  type Guards,
  NO_GUARDS,
  PROFILE_SCHEMA_VERSION,
  type Profile,
  type ProfileSource,
  type SafetyRules,
} from "./Profile.ts";
import { customNameProblem } from "./ProfileName.ts";
import { entriesOf, GUARD_KEYS, SAFETY_KEYS } from "./profileKeys.ts";
import { GUARD_KINDS, SAFETY_KINDS, TEXT, THRESHOLD } from "./ruleKinds.ts";
import { makeThresholds, THRESHOLDS, type Thresholds } from "./Threshold.ts";

/**
 * The two forms of a profile that are read. `file`: what a person writes; aliases are accepted, what is left out has
 * its default, and the profile is custom. `stored`: what the ledger wrote; every key is there under its own name.
 */
export type ProfileForm = "file" | "stored";

const SCHEMA_VERSION: FieldKind<typeof PROFILE_SCHEMA_VERSION> = {
  is: (value): value is typeof PROFILE_SCHEMA_VERSION => value === PROFILE_SCHEMA_VERSION,
  expected: `must be the text "${PROFILE_SCHEMA_VERSION}", in quotes`,
};
const CUSTOM: FieldKind<ProfileSource> = {
  is: (value): value is ProfileSource => value === "custom",
  expected: `must be "custom", or be left out`,
};
const ANY_SOURCE: FieldKind<ProfileSource> = {
  is: (value): value is ProfileSource => value === "built-in" || value === "custom",
  expected: `must be "built-in" or "custom"`,
};

const TOP_KEYS = ["name", "description", "source", "schema_version", "guards", ...Object.keys(SAFETY_KEYS)];
const GUARD_KEY_SET: ReadonlySet<string> = new Set(Object.keys(GUARD_KEYS));
const STORED_KEYS: ReadonlySet<string> = new Set([...TOP_KEYS, ...THRESHOLDS.map(({ name }) => name)]);
const FILE_KEYS: ReadonlySet<string> = new Set([...STORED_KEYS, ...THRESHOLDS.map(({ alias }) => alias)]);

/** Groups that people expect to exist although all rules are top level. */
const GROUPS: { readonly [key: string]: string } = {
  safety: "safety rules are top-level keys; move it out of `safety`",
  safety_profile: "safety rules are top-level keys; move it out of `safety_profile`",
  thresholds: "thresholds are top-level keys; move it out of `thresholds`",
};

const refuseUnknown = (reader: FieldReader, known: ReadonlySet<string>): void => {
  const accepted = new Set(known);
  for (const [group, advice] of Object.entries(GROUPS)) {
    const nested = reader.raw(group);
    if (!isFields(nested) || Object.keys(nested).length === 0) continue;
    accepted.add(group);
    new FieldReader(nested, [group], reader.issues).refuseUnknown(new Set(), () => advice);
  }
  reader.refuseUnknown(accepted, (key) =>
    Object.hasOwn(GROUPS, key) ? "is not a key; its keys are top level" : undefined,
  );
};

const readThresholds = (reader: FieldReader, form: ProfileForm): Thresholds =>
  makeThresholds((name, index) => {
    const alias = THRESHOLDS[index]?.alias ?? name;
    if (form === "stored" || !reader.has(alias)) return reader.required(name, THRESHOLD, 1);
    if (reader.has(name))
      reader.refuse(alias, `is another name of ${name}, which is given too; keep one of the two`);
    return reader.required(alias, THRESHOLD, 1);
  });

const readSafety = (reader: FieldReader, form: ProfileForm): SafetyRules => {
  const read = <Rule extends keyof SafetyRules>(key: string, rule: Rule) =>
    form === "file"
      ? reader.optional<SafetyRules[Rule]>(key, SAFETY_KINDS[rule], DEFAULT_SAFETY[rule])
      : reader.required<SafetyRules[Rule]>(key, SAFETY_KINDS[rule], DEFAULT_SAFETY[rule]);
  const safety = Object.fromEntries(entriesOf(SAFETY_KEYS).map(([key, rule]) => [rule, read(key, rule)])) as {
    readonly [Rule in keyof SafetyRules]: SafetyRules[Rule];
  };
  if (
    safety.maxCostPerPlan !== null &&
    safety.maxTotalCost !== null &&
    safety.maxCostPerPlan > safety.maxTotalCost
  ) {
    reader.refuse("max_cost_per_plan", "must not be more than max_total_cost");
  }
  return safety;
};

const setsNoRule = (guards: Guards): boolean =>
  guards.toolDenylist.length === 0 &&
  guards.toolAllowlist === null &&
  guards.maxToolCallsPerStep === null &&
  guards.maxTotalCost === null &&
  !guards.requireApprovalForWrites &&
  !guards.requireApprovalForApply;

const readGuards = (reader: FieldReader, form: ProfileForm): Guards | null => {
  const value = reader.raw("guards");
  if (value === null || (value === undefined && form === "file" && !reader.has("guards"))) return null;
  if (!isFields(value)) {
    reader.refuse("guards", "must be a group of keys, or null");
    return null;
  }
  const below = new FieldReader(value, ["guards"], reader.issues);
  below.refuseUnknown(GUARD_KEY_SET);
  const read = <Guard extends keyof Guards>(key: string, guard: Guard) =>
    form === "file"
      ? below.optional<Guards[Guard]>(key, GUARD_KINDS[guard], NO_GUARDS[guard])
      : below.required<Guards[Guard]>(key, GUARD_KINDS[guard], NO_GUARDS[guard]);
  const guards = Object.fromEntries(
    entriesOf(GUARD_KEYS).map(([key, guard]) => [guard, read(key, guard)]),
  ) as {
    readonly [Guard in keyof Guards]: Guards[Guard];
  };
  return setsNoRule(guards) ? null : guards;
};

/** A stored name was checked when it was registered; later releases may reserve more, and it stays readable. */
const storedNameProblem = (name: string): string | undefined =>
  name === "" || name.length > MAX_NAME_LENGTH ? `must have 1 to ${MAX_NAME_LENGTH} characters` : undefined;

const readName = (reader: FieldReader, form: ProfileForm): string => {
  const before = reader.issues.length;
  const name = reader.required("name", TEXT, "");
  if (reader.issues.length > before) return name;
  const problem = form === "file" ? customNameProblem(name) : storedNameProblem(name);
  if (problem !== undefined) reader.refuse("name", problem);
  return name;
};

/**
 * Reads a profile from parsed JSON or YAML; fails with everything that is wrong, each with its path. Unknown keys are
 * refused, because a rule that is not understood must not be dropped (domain.md section 6).
 */
export const readProfile = (
  input: unknown,
  form: ProfileForm,
): Result.Result<Profile, ReadonlyArray<Issue>> => {
  if (!isFields(input))
    return Result.fail([{ path: [], message: "it must be a group of keys, such as name and auto_apply" }]);
  const reader = new FieldReader(input);
  const stored = form === "stored";
  refuseUnknown(reader, stored ? STORED_KEYS : FILE_KEYS);
  const source = stored
    ? reader.required("source", ANY_SOURCE, "custom")
    : reader.optional("source", CUSTOM, "custom");
  const profile: Profile = {
    name: readName(reader, form),
    description: stored ? reader.required("description", TEXT, "") : reader.optional("description", TEXT, ""),
    source,
    schemaVersion: stored
      ? reader.required("schema_version", SCHEMA_VERSION, PROFILE_SCHEMA_VERSION)
      : reader.optional("schema_version", SCHEMA_VERSION, PROFILE_SCHEMA_VERSION),
    thresholds: readThresholds(reader, form),
    safety: readSafety(reader, form),
    guards: readGuards(reader, form),
  };
  return reader.issues.length === 0 ? Result.succeed(profile) : Result.fail(reader.issues);
};
