import * as Result from "effect/Result";
import { FieldReader, isFields } from "../input/FieldReader.ts";
import type { Issue } from "../input/InvalidInput.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { Damaged, type Readable } from "../json/Damaged.ts";
import { scanJson } from "../json/scanJson.ts";
import { utf8Length } from "../json/utf8Length.ts";
import { loosenedRules } from "./loosenedRules.ts";
import type { Profile, SafetyRules } from "./Profile.ts";
import { ProfileError } from "./ProfileError.ts";
import { entriesOf, SAFETY_KEYS } from "./profileKeys.ts";
import { SAFETY_KINDS } from "./ruleKinds.ts";

/** The safety rules that an action sets on top of the resolved profile (its `safety_profile`); they may only tighten. */
export type SafetyOverride = { readonly [Rule in keyof SafetyRules]?: SafetyRules[Rule] };

/** Bytes of UTF-8 that the stored text of an override may have. */
export const MAX_SAFETY_OVERRIDE_BYTES = 65_536;

const KEYS: ReadonlySet<string> = new Set(Object.keys(SAFETY_KEYS));

/**
 * Reads an action's `safety_profile` from parsed JSON or YAML: any of the safety rules, nothing else. Fails with
 * everything that is wrong, each with its path below `path`, and when a store could not keep it. Whether it loosens is
 * known only when it is applied.
 */
export const readSafetyOverride = (
  input: unknown,
  path: ReadonlyArray<string | number> = ["safety_profile"],
): Result.Result<SafetyOverride, ReadonlyArray<Issue>> => {
  if (!isFields(input)) return Result.fail([{ path, message: "must be a group of safety rules" }]);
  const reader = new FieldReader(input, path);
  reader.refuseUnknown(KEYS, () => "is not a safety rule; remove it or correct its spelling");
  const read = <Rule extends keyof SafetyRules>(key: string, rule: Rule) =>
    reader.optional<SafetyRules[Rule] | undefined>(key, SAFETY_KINDS[rule], undefined);
  const override: SafetyOverride = Object.fromEntries(
    entriesOf(SAFETY_KEYS)
      .map(([key, rule]) => [rule, read(key, rule)] as const)
      .filter(([, value]) => value !== undefined),
  );
  const { maxCostPerPlan, maxTotalCost } = override;
  if (
    typeof maxCostPerPlan === "number" &&
    typeof maxTotalCost === "number" &&
    maxCostPerPlan > maxTotalCost
  ) {
    reader.refuse("max_cost_per_plan", "must not be more than max_total_cost");
  }
  if (reader.issues.length > 0) return Result.fail(reader.issues);
  return utf8Length(safetyOverrideText(override)) > MAX_SAFETY_OVERRIDE_BYTES
    ? Result.fail([{ path, message: `has more than ${MAX_SAFETY_OVERRIDE_BYTES} bytes; shorten its lists` }])
    : Result.succeed(override);
};

/** The override under the written names of its rules; what it does not set is left out. */
export const writeSafetyOverride = (
  override: SafetyOverride,
): { readonly [key: string]: SafetyOverrideValue } =>
  Object.fromEntries(
    entriesOf(SAFETY_KEYS).flatMap(([key, rule]) => {
      const value = override[rule];
      return value === undefined ? [] : [[key, value]];
    }),
  );

type SafetyOverrideValue = SafetyRules[keyof SafetyRules];

/** The canonical JSON text that a store keeps. */
export const safetyOverrideText = (override: SafetyOverride): string =>
  Result.getOrThrow(canonicalJson(writeSafetyOverride(override)));

/** The override that a stored text holds; damaged when it is not JSON or not an override. Never throws. */
export const readStoredSafetyOverride = (text: string): Readable<SafetyOverride> => {
  const scanned = scanJson(text, { maxDepth: 2, maxBytes: MAX_SAFETY_OVERRIDE_BYTES });
  if ("fault" in scanned) return Damaged.of(text);
  const read = readSafetyOverride(scanned.value);
  return Result.isSuccess(read) ? read.success : Damaged.of(text);
};

/**
 * The profile with the override's rules in the place of its own; fails with `Loosens` and the rules when one of them
 * is looser. A total cost below the cost per plan lowers that too.
 */
export const applySafetyOverride = (
  profile: Profile,
  override: SafetyOverride,
): Result.Result<Profile, ProfileError> => {
  const merged: SafetyRules = { ...profile.safety, ...override };
  const { maxCostPerPlan, maxTotalCost } = merged;
  const loosened = loosenedRules(profile, { ...profile, safety: merged });
  if (loosened.length > 0)
    return Result.fail(new ProfileError({ reason: { _tag: "Loosens", rules: loosened } }));
  const safety =
    maxCostPerPlan !== null && maxTotalCost !== null
      ? { ...merged, maxCostPerPlan: Math.min(maxCostPerPlan, maxTotalCost) }
      : merged;
  return Result.succeed({ ...profile, safety });
};
