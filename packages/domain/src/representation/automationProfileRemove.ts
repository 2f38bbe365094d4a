import type { Profile } from "../profile/Profile.ts";
import { profileData } from "./profile.ts";
import type { AutomationProfileRemoveData } from "./schema/automationProfile.ts";

/** `data` of `automation-profile remove`. Choice: the profile as it was, then `removed: true`. */
export const automationProfileRemoveData = (profile: Profile): AutomationProfileRemoveData => ({
  ...profileData(profile),
  removed: true,
});
