import type { Profile } from "../profile/Profile.ts";
import { profileData } from "./profile.ts";
import type { AutomationProfileShowData } from "./schema/automationProfile.ts";

/** `data` of `automation-profile show`. Choice: the profile in its written form, so that it is a profile file as well. */
export const automationProfileShowData = (profile: Profile): AutomationProfileShowData =>
  profileData(profile);
