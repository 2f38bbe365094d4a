import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import * as SchemaIssue from "effect/SchemaIssue";
import * as SchemaTransformation from "effect/SchemaTransformation";
import { isFields } from "../input/FieldReader.ts";
import type { Issue } from "../input/InvalidInput.ts";
import { decodeProfileFile } from "./decodeProfile.ts";
import type { Profile } from "./Profile.ts";
import type { ProfileError } from "./ProfileError.ts";
import { THRESHOLDS } from "./Threshold.ts";
import { writeProfile } from "./writeProfile.ts";

const Threshold = Schema.Number.check(Schema.isBetween({ minimum: 0, maximum: 1 }));
const Cap = Schema.NullOr(Schema.Number.check(Schema.isGreaterThanOrEqualTo(0)));
const Texts = Schema.Array(Schema.String.check(Schema.isMinLength(1)));
const flag = Schema.optionalKey(Schema.Boolean);

const thresholdFields = Object.fromEntries(
  THRESHOLDS.flatMap(({ name, alias, gates }) => [
    [
      name,
      Schema.optionalKey(
        Threshold.annotate({ description: `Gates ${gates}; required, here or as ${alias}.` }),
      ),
    ],
    [alias, Schema.optionalKey(Threshold.annotate({ description: `Another name of ${name}.` }))],
  ]),
);

/**
 * The shape of a profile file, for JSON Schemas and API documents. `ProfileFile` decides what is accepted: it also
 * wants each threshold exactly once, refuses unknown keys and checks the name.
 */
export const ProfileFileShape = Schema.Struct({
  name: Schema.String.annotate({ description: "[server:]namespace/name" }),
  description: Schema.optionalKey(Schema.String),
  source: Schema.optionalKey(Schema.Literals(["custom"])),
  schema_version: Schema.optionalKey(Schema.Literals(["1.0"])),
  ...thresholdFields,
  require_sandbox: flag,
  require_checkpoints: flag,
  allow_unsafe_tools: flag,
  require_human_approval: flag,
  allowed_skill_categories: Schema.optionalKey(Texts),
  max_cost_per_plan: Schema.optionalKey(Cap),
  max_total_cost: Schema.optionalKey(Cap),
  max_retries_per_step: Schema.optionalKey(Schema.Natural),
  guards: Schema.optionalKey(
    Schema.NullOr(
      Schema.Struct({
        tool_denylist: Schema.optionalKey(Texts),
        tool_allowlist: Schema.optionalKey(Schema.NullOr(Texts)),
        max_tool_calls_per_step: Schema.optionalKey(Schema.NullOr(Schema.Natural)),
        max_total_cost: Schema.optionalKey(Cap),
        require_approval_for_writes: flag,
        require_approval_for_apply: flag,
      }),
    ),
  ),
}).annotate({ identifier: "ProfileFile" });

const isProfile = (value: unknown): value is Profile =>
  isFields(value) && isFields(value.thresholds) && isFields(value.safety);

const at = ({ path, message }: Issue): SchemaIssue.Issue =>
  new SchemaIssue.Pointer(path, new SchemaIssue.InvalidValue({ message }));

const toIssue = (error: ProfileError): SchemaIssue.Issue => {
  const whole = at({ path: [], message: error.message });
  if (error.reason._tag !== "Invalid") return whole;
  const [first = whole, ...others] = error.reason.issues.map(at);
  return new SchemaIssue.Composite(ProfileFileShape.ast, [first, ...others]);
};

/**
 * The codec of profile files: decodes what a parser of JSON or YAML gives with the rules and messages of
 * `decodeProfileFile`, and encodes to a file that decodes to the same profile (if it is a custom one).
 */
export const ProfileFile: Schema.Codec<Profile, unknown> = Schema.Unknown.pipe(
  Schema.decodeTo(
    Schema.declare(isProfile, { title: "Profile" }),
    SchemaTransformation.transformEffect({
      decode: (input) =>
        Result.match(decodeProfileFile(input), {
          onSuccess: (profile) => Effect.succeed(profile),
          onFailure: (error) => Effect.fail(toIssue(error)),
        }),
      encode: (profile) => Effect.succeed(writeProfile(profile)),
    }),
  ),
);
