import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import { type NewSnapshot, ProfileSnapshot } from "../../src/profile/ProfileSnapshot.ts";
import { PROVENANCES } from "../../src/profile/Provenance.ts";
import { sha256 } from "../crypto/sha256.ts";
import { pick } from "./choose.ts";
import { anyInstant } from "./instants.ts";
import { anyJsonObject } from "./json.ts";
import { anyProfile } from "./profiles.ts";

/** Any captured snapshot, with the text that is kept under its digest. */
export const anySnapshot: Arbitrary.Arbitrary<NewSnapshot> = Arbitrary.map(
  Arbitrary.all({
    profile: anyProfile,
    provenance: pick(PROVENANCES),
    resolution: anyJsonObject,
    resolvedAt: anyInstant,
  }),
  (parts) => Result.getOrThrow(ProfileSnapshot.make(parts, sha256)),
);
