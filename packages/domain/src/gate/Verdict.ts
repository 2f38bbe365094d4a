import type { ThresholdName } from "../profile/Threshold.ts";

/**
 * What an evaluation came to: `automatic` and `needs_approval` by the rules, `refused` by a safety rule or guard,
 * `approved` when a person's own command was the approval.
 */
export const OUTCOMES = ["automatic", "needs_approval", "refused", "approved"] as const;
/** What an evaluation came to. */
export type Outcome = (typeof OUTCOMES)[number];

/** The rules that can decide, in the order in which they are asked. */
export const RULES = [
  "tool_denylist",
  "tool_allowlist",
  "allow_unsafe_tools",
  "allowed_skill_categories",
  "max_cost_per_plan",
  "max_total_cost",
  "max_tool_calls_per_step",
  "require_human_approval",
  "require_approval_for_writes",
  "require_approval_for_apply",
  "person_only",
  "automatic_retries",
  "threshold",
  "guards",
] as const;
/** The rule that decided. */
export type Rule = (typeof RULES)[number];

/** A threshold and its value in the plan's snapshot, in [0, 1]. */
export interface GateThreshold {
  readonly name: ThresholdName;
  readonly value: number;
}

/** The answer of a gate. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly rule: Rule;
  readonly threshold: GateThreshold | null;
}
