import type { Profile } from "./Profile.ts";
import { PROFILE_RULES, type RuleName } from "./profileRules.ts";

/**
 * The rules in which `child` is looser than `parent`, in the order of domain.md section 6; [] when it is nowhere looser
 * (domain.md section 2, Subplans): no threshold lower, no requirement dropped, no permission gained, no cap higher or
 * removed, no entry of the denylist dropped, allowlist and categories within the parent's. "Nowhere looser" is reflexive
 * and transitive.
 */
export const loosenedRules = (parent: Profile, child: Profile): ReadonlyArray<RuleName> =>
  PROFILE_RULES.filter((rule) => rule.loosens(parent, child)).map((rule) => rule.name);
