import * as Schema from "effect/Schema";
import { InstantData } from "./instant.ts";
import { ProfileData, ProvenanceData } from "./profile.ts";

/** The frozen rules of a plan as every command shows them; digest and profile are null unless they are captured. */
export const SnapshotData = Schema.Struct({
  state: Schema.Literals(["captured", "not_captured", "damaged"]),
  digest: Schema.NullOr(
    Schema.String.annotate({
      description: "SHA-256 of the canonical text of the profile, lower-case hex",
    }),
  ),
  profile: Schema.NullOr(ProfileData),
  length: Schema.Natural.annotate({ description: "Of the stored text, in UTF-16 code units" }),
});
export type SnapshotData = typeof SnapshotData.Type;

/** The frozen rules with how they came about; all but the state and the length are null unless they are captured. */
export const WholeSnapshotData = Schema.Struct({
  ...SnapshotData.fields,
  provenance: Schema.NullOr(ProvenanceData),
  resolution: Schema.NullOr(Schema.JsonObject),
  resolved_at: Schema.NullOr(InstantData),
});
export type WholeSnapshotData = typeof WholeSnapshotData.Type;
