import type { ProfileComparison } from "../profiles/compareProfiles.ts";
import type { AutomationProfileDiffData } from "./schema/automationProfile.ts";

/** The two sides as they were asked for: a profile's name, or `plan:<id>`. */
export interface DiffSides {
  readonly left: string;
  readonly right: string;
}

/**
 * `data` of `automation-profile diff`. Choice: both sides as they were asked for with the names of their profiles, whether
 * their rules are equal, and each rule in which they differ, in the order of domain.md section 6.
 */
export const automationProfileDiffData = (
  { differences, left, right }: ProfileComparison,
  given: DiffSides,
): AutomationProfileDiffData => ({
  left: { given: given.left, name: left.name },
  right: { given: given.right, name: right.name },
  equal: differences.length === 0,
  differences: differences.map((difference) => ({
    rule: difference.rule,
    left: difference.left,
    right: difference.right,
    change: difference.change,
  })),
});
