import * as Schema from "effect/Schema";
import { PROFILE_SCHEMA_VERSION, PROFILE_SOURCES } from "../../profile/Profile.ts";
import { PROVENANCES } from "../../profile/Provenance.ts";
import { THRESHOLD_NAMES, type ThresholdName } from "../../profile/Threshold.ts";
import { readable } from "./damaged.ts";

const Threshold = Schema.Number.check(Schema.isBetween({ minimum: 0, maximum: 1 }));
const Cap = Schema.NullOr(Schema.Number.check(Schema.isGreaterThanOrEqualTo(0)));
const Texts = Schema.Array(Schema.String);

const thresholds = Object.fromEntries(THRESHOLD_NAMES.map((name) => [name, Threshold])) as {
  readonly [Name in ThresholdName]: typeof Threshold;
};

/** The safety rules under their written names, each with a value. */
export const SafetyData = Schema.Struct({
  require_sandbox: Schema.Boolean,
  require_checkpoints: Schema.Boolean,
  allow_unsafe_tools: Schema.Boolean,
  require_human_approval: Schema.Boolean,
  allowed_skill_categories: Texts,
  max_cost_per_plan: Cap,
  max_total_cost: Cap,
  max_retries_per_step: Schema.Natural,
});
export type SafetyData = typeof SafetyData.Type;

const Guards = Schema.Struct({
  tool_denylist: Texts,
  tool_allowlist: Schema.NullOr(Texts),
  max_tool_calls_per_step: Schema.NullOr(Schema.Natural),
  max_total_cost: Cap,
  require_approval_for_writes: Schema.Boolean,
  require_approval_for_apply: Schema.Boolean,
});

/** The keys of a profile in its written form (domain.md section 6), in the order in which it is written. */
export const profileFields = {
  name: Schema.String,
  description: Schema.String,
  source: Schema.Literals(PROFILE_SOURCES),
  schema_version: Schema.Literal(PROFILE_SCHEMA_VERSION),
  ...thresholds,
  ...SafetyData.fields,
  guards: Schema.NullOr(Guards),
};

/** A profile in its written form, which is also a profile file. */
export const ProfileData = Schema.Struct(profileFields).annotate({ identifier: "Profile" });
export type ProfileData = typeof ProfileData.Type;

/** A level that can name a plan's profile. */
export const ProvenanceData = Schema.Literals(PROVENANCES);

/** The reference of a plan to its profile. */
export const ProfileRefData = Schema.Struct({
  profile_name: Schema.String,
  provenance: ProvenanceData,
});
export type ProfileRefData = typeof ProfileRefData.Type;

/** The name of a plan's profile alone. */
export const ProfileNameData = readable(Schema.String);
export type ProfileNameData = typeof ProfileNameData.Type;
