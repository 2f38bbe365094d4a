import * as Result from "effect/Result";
import type { Profile } from "../profile/Profile.ts";
import { matchesToolPattern } from "../profile/toolPattern.ts";
import type { GateRequest } from "./GateRequest.ts";
import { THRESHOLD_OF } from "./Operation.ts";
import type { GateThreshold, Rule, Verdict } from "./Verdict.ts";

/** A confidence that is not a number in [0, 1]. */
export interface InvalidConfidence {
  readonly _tag: "InvalidConfidence";
}

/** True for the only confidences that a gate accepts. */
export const isConfidence = (value: number): boolean => value >= 0 && value <= 1;

const lowest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

const refusedBy = (profile: Profile, request: GateRequest): Rule | undefined => {
  const { guards, safety } = profile;
  const { tool, skill, facts } = request;
  if (tool !== undefined) {
    const matches = (pattern: string) => matchesToolPattern(pattern, tool);
    if (guards?.toolDenylist.some(matches) === true) return "tool_denylist";
    const allowed = guards?.toolAllowlist ?? null;
    if (allowed !== null && !allowed.some(matches)) return "tool_allowlist";
  }
  if (request.unsafe === true && !safety.allowUnsafeTools) return "allow_unsafe_tools";
  const categories = safety.allowedSkillCategories;
  if (skill !== undefined && categories.length > 0 && !categories.includes(skill))
    return "allowed_skill_categories";
  const cost = request.cost ?? 0;
  if (safety.maxCostPerPlan !== null && facts.planCost + cost >= safety.maxCostPerPlan)
    return "max_cost_per_plan";
  const total = lowest(safety.maxTotalCost, guards?.maxTotalCost ?? null);
  if (total !== null && facts.treeCost + cost >= total) return "max_total_cost";
  return undefined;
};

const personDecides = (profile: Profile, request: GateRequest): Rule | undefined => {
  const { guards, safety } = profile;
  const calls = guards?.maxToolCallsPerStep ?? null;
  if (request.operation === "tool" && calls !== null && request.facts.callsInPhase >= calls) {
    return "max_tool_calls_per_step";
  }
  if (safety.requireHumanApproval) return "require_human_approval";
  if (request.writes === true && guards?.requireApprovalForWrites === true)
    return "require_approval_for_writes";
  if (request.operation === "apply" && guards?.requireApprovalForApply === true)
    return "require_approval_for_apply";
  return undefined;
};

/** True when a threshold lets a confidence through by itself. */
export const passes = (threshold: number, confidence: number | undefined): boolean =>
  threshold < 1 && (threshold <= 0 || (confidence !== undefined && confidence >= threshold));

/**
 * What a profile says to a request: refusals first, then what a person decides, then the threshold (domain.md section
 * 5). A higher threshold or a lower confidence never makes the outcome more automatic.
 */
export const decide = (profile: Profile, request: GateRequest): Result.Result<Verdict, InvalidConfidence> => {
  const { confidence, operation } = request;
  if (confidence !== undefined && !isConfidence(confidence))
    return Result.fail({ _tag: "InvalidConfidence" });
  const name = THRESHOLD_OF[operation];
  const threshold: GateThreshold | null = name === null ? null : { name, value: profile.thresholds[name] };
  const refusal = refusedBy(profile, request);
  if (refusal !== undefined) return Result.succeed({ outcome: "refused", rule: refusal, threshold });
  const approval = personDecides(profile, request);
  if (approval !== undefined) return Result.succeed({ outcome: "needs_approval", rule: approval, threshold });
  if (threshold === null) return Result.succeed({ outcome: "automatic", rule: "guards", threshold });
  const outcome = passes(threshold.value, confidence) ? "automatic" : "needs_approval";
  return Result.succeed({ outcome, rule: "threshold", threshold });
};
