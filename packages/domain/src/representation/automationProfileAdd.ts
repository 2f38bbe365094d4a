import type { ProfileAnswer } from "../profiles/addProfile.ts";
import { profileData } from "./profile.ts";
import type { AutomationProfileAddData } from "./schema/automationProfile.ts";

/** `data` of `automation-profile add`. Choice: the keys of `automation-profile show`, then `replaced`. */
export const automationProfileAddData = ({ profile, replaced }: ProfileAnswer): AutomationProfileAddData => ({
  ...profileData(profile),
  replaced,
});
