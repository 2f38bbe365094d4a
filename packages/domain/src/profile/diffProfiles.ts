import * as Equal from "effect/Equal";
import type { JsonValue } from "../json/JsonValue.ts";
import type { Profile } from "./Profile.ts";
import { PROFILE_RULES, type RuleName } from "./profileRules.ts";

/** One rule in which two profiles differ. */
export interface RuleDifference {
  readonly rule: RuleName;
  readonly left: JsonValue;
  readonly right: JsonValue;
  /** What going from left to right does: `mixed` both permits and forbids more, `equivalent` neither. */
  readonly change: "tighter" | "looser" | "mixed" | "equivalent";
}

/** The order of a list means nothing in any rule. */
const comparable = (value: JsonValue): JsonValue =>
  Array.isArray(value) ? [...new Set<JsonValue>(value)].map((item) => JSON.stringify(item)).sort() : value;

/** The rules in which two profiles differ, in the order of domain.md section 6; names and descriptions are no rules. */
export const diffProfiles = (left: Profile, right: Profile): ReadonlyArray<RuleDifference> =>
  PROFILE_RULES.flatMap((rule) => {
    const from = rule.value(left);
    const to = rule.value(right);
    if (Equal.equals(comparable(from), comparable(to))) return [];
    const looser = rule.loosens(left, right);
    const tighter = rule.loosens(right, left);
    const change = looser ? (tighter ? "mixed" : "looser") : tighter ? "tighter" : "equivalent";
    return [{ rule: rule.name, left: from, right: to, change }];
  });
