import type { Decision } from "./Decision.ts";
import { passes } from "./decide.ts";

/** What the threshold asks for, or null when it was passed or there is none. */
const thresholdChange = ({ confidence, threshold }: Decision): string | null => {
  if (threshold === null || passes(threshold.value, confidence ?? undefined)) return null;
  if (threshold.value >= 1) return `${threshold.name} below 1 in the plan's profile`;
  return confidence === null
    ? `a confidence of at least ${threshold.value}`
    : `a confidence of at least ${threshold.value} (${confidence} was given)`;
};

/** What the rule that decided asks for; null when nothing would have been enough. */
const ruleChange = (decision: Decision): string | null => {
  switch (decision.rule) {
    case "tool_denylist":
      return "tool_denylist did not match the tool";
    case "tool_allowlist":
      return "tool_allowlist matched the tool";
    case "allow_unsafe_tools":
      return "allow_unsafe_tools were true, or the tool not unsafe";
    case "allowed_skill_categories":
      return "allowed_skill_categories listed the skill's category";
    case "max_cost_per_plan":
      return "the plan's cost stayed below max_cost_per_plan";
    case "max_total_cost":
      return "the tree's cost stayed below max_total_cost";
    case "max_tool_calls_per_step":
      return "fewer calls had been made since the phase was entered (max_tool_calls_per_step)";
    case "require_human_approval":
      return "require_human_approval were false";
    case "require_approval_for_writes":
      return "the tool did not write, or require_approval_for_writes were false";
    case "require_approval_for_apply":
      return "require_approval_for_apply were false";
    case "person_only":
      return null;
    case "automatic_retries":
      return "fewer retries had been made since the phase was entered (max_retries_per_step and the parent's max_retries)";
    case "threshold":
    case "guards":
      return thresholdChange(decision);
  }
};

/**
 * The smallest change that would have made a decision automatic, to put after "if" (or after "with", where the threshold
 * decided); null when it was automatic or approved, or when a person decides whatever the profile and the confidence say.
 */
export const wouldBeAutomaticIf = (decision: Decision): string | null => {
  if (decision.outcome === "automatic" || decision.outcome === "approved") return null;
  const change = ruleChange(decision);
  const besides = decision.rule === "threshold" ? null : thresholdChange(decision);
  return change === null || besides === null ? change : `${change}, with ${besides}`;
};
