import type { Profile } from "../profile/Profile.ts";
import { profileData } from "./profile.ts";
import type { AutomationProfileListData } from "./schema/automationProfile.ts";

/** `data` of `automation-profile list`, in the order given. Choice: `profiles[]` whole, and `summary{total,built_in,custom}`. */
export const automationProfileListData = (profiles: ReadonlyArray<Profile>): AutomationProfileListData => {
  const custom = profiles.filter(({ source }) => source === "custom").length;
  return {
    profiles: profiles.map(profileData),
    summary: { total: profiles.length, built_in: profiles.length - custom, custom },
  };
};
