import type { Profile, SafetyRules } from "../profile/Profile.ts";
import { writeProfile, writeSafety } from "../profile/writeProfile.ts";
import type { ProfileData, SafetyData } from "./schema/profile.ts";

// The written form has one writer, which answers with a plain JSON object; the tests hold it to these types.

/** A profile in its written form. */
export const profileData = (profile: Profile): ProfileData => writeProfile(profile) as ProfileData;

/** Safety rules in their written form. */
export const safetyData = (safety: SafetyRules): SafetyData => writeSafety(safety) as SafetyData;
