import * as Schema from "effect/Schema";
import { ProfileData, profileFields } from "./profile.ts";

/** `data` of `automation-profile show`: the profile in its written form, which is also a profile file. */
export const AutomationProfileShowData = ProfileData;
export type AutomationProfileShowData = typeof AutomationProfileShowData.Type;

/** `data` of `automation-profile add`. */
export const AutomationProfileAddData = Schema.Struct({ ...profileFields, replaced: Schema.Boolean });
export type AutomationProfileAddData = typeof AutomationProfileAddData.Type;

/** `data` of `automation-profile remove`: the profile as it was. */
export const AutomationProfileRemoveData = Schema.Struct({
  ...profileFields,
  removed: Schema.Literal(true),
});
export type AutomationProfileRemoveData = typeof AutomationProfileRemoveData.Type;

/** `data` of `automation-profile list`: the built-in profiles, then the custom ones by name. */
export const AutomationProfileListData = Schema.Struct({
  profiles: Schema.Array(ProfileData),
  summary: Schema.Struct({
    total: Schema.Natural,
    built_in: Schema.Natural,
    custom: Schema.Natural,
  }),
});
export type AutomationProfileListData = typeof AutomationProfileListData.Type;

const Side = Schema.Struct({
  given: Schema.String.annotate({ description: "As asked for: a name, or plan:<id>" }),
  name: Schema.String,
});

/** `data` of `automation-profile diff`. */
export const AutomationProfileDiffData = Schema.Struct({
  left: Side,
  right: Side,
  equal: Schema.Boolean,
  differences: Schema.Array(
    Schema.Struct({
      rule: Schema.String,
      left: Schema.Json,
      right: Schema.Json,
      change: Schema.Literals(["tighter", "looser", "mixed", "equivalent"]),
    }),
  ),
});
export type AutomationProfileDiffData = typeof AutomationProfileDiffData.Type;
