import * as Result from "effect/Result";
import { canonicalJson } from "../json/canonicalJson.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { Guards, Profile, SafetyRules } from "./Profile.ts";
import { entriesOf, GUARD_KEYS, SAFETY_KEYS } from "./profileKeys.ts";

/** The safety rules under their written names. */
export const writeSafety = (safety: SafetyRules): JsonObject =>
  Object.fromEntries(entriesOf(SAFETY_KEYS).map(([key, rule]) => [key, safety[rule]]));

const writeGuards = (guards: Guards | null): JsonObject | null =>
  guards && Object.fromEntries(entriesOf(GUARD_KEYS).map(([key, guard]) => [key, guards[guard]]));

/**
 * The stored form of a profile, which is also a profile file: every key under its written name, in the order of
 * domain.md section 6, `guards` null when they set no rule. Lists keep their order.
 */
export const writeProfile = (profile: Profile): JsonObject => ({
  name: profile.name,
  description: profile.description,
  source: profile.source,
  schema_version: profile.schemaVersion,
  ...profile.thresholds,
  ...writeSafety(profile.safety),
  guards: writeGuards(profile.guards),
});

const asSet = <Texts extends ReadonlyArray<string> | null>(texts: Texts) =>
  texts && [...new Set(texts)].sort();

/**
 * The same rules with every list as a set (sorted, no entry twice), because the order of a list means nothing and equal
 * rules must have equal digests (domain.md section 7).
 */
export const normalizeProfile = (profile: Profile): Profile => {
  const { guards, safety } = profile;
  return {
    ...profile,
    safety: { ...safety, allowedSkillCategories: asSet(safety.allowedSkillCategories) },
    guards: guards && {
      ...guards,
      toolDenylist: asSet(guards.toolDenylist),
      toolAllowlist: asSet(guards.toolAllowlist),
    },
  };
};

/**
 * The canonical text of a profile's stored form. Every profile that `readProfile` gives has one; throws (a defect) for
 * one that was put together otherwise and holds half of a surrogate pair or a number that is not finite.
 */
export const profileText = (profile: Profile): string =>
  Result.getOrThrow(canonicalJson(writeProfile(profile)));
