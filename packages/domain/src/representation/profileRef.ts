import type { Plan } from "../plan/Plan.ts";
import { readableData } from "./readable.ts";
import type { DamagedData } from "./schema/damaged.ts";
import type { ProfileNameData, ProfileRefData } from "./schema/profile.ts";

/** A plan's reference to its profile; never the text of a damaged one. */
export const profileRefData = (plan: Plan): ProfileRefData | DamagedData =>
  readableData(plan.automationProfile, ({ name, provenance }) => ({ profile_name: name, provenance }));

/** The name in a plan's reference alone. */
export const profileNameData = (plan: Plan): ProfileNameData =>
  readableData(plan.automationProfile, ({ name }) => name);
