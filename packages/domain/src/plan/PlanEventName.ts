import { isDamaged } from "../json/Damaged.ts";
import type { Plan } from "./Plan.ts";
import { isFinished, isLegal } from "./PlanState.ts";

/** The events that move a plan, under the names that commands and transitions use (domain.md section 4). */
export const PLAN_EVENT_NAMES = [
  "advance",
  "claim",
  "complete",
  "fail",
  "constrain",
  "release",
  "reclaim",
  "retry",
  "revert",
  "cancel",
  "capture",
] as const;
/** The name of an event that moves a plan. */
export type PlanEventName = (typeof PLAN_EVENT_NAMES)[number];

/** True when a plan's rules can be read: reference and snapshot both. */
export const hasRules = (plan: Plan): boolean =>
  plan.effectiveProfileSnapshot._tag === "Captured" &&
  plan.profileDigest !== null &&
  !isDamaged(plan.automationProfile);

const moves = ({ phase, processingState }: Plan): ReadonlyArray<PlanEventName> => {
  const canRevert = phase === "execute" || phase === "apply";
  switch (processingState) {
    case "queued":
      if (phase === "action") return ["advance", "cancel"];
      return phase === "apply" ? ["claim", "revert", "cancel"] : ["claim", "cancel"];
    case "processing":
      return phase === "apply"
        ? ["complete", "constrain", "fail", "release", "reclaim", "cancel"]
        : ["complete", "fail", "release", "reclaim", "cancel"];
    case "complete":
      return canRevert ? ["advance", "revert", "cancel"] : ["advance", "cancel"];
    case "errored":
      return canRevert ? ["retry", "revert", "cancel"] : ["retry", "cancel"];
    case "constrained":
      return ["retry", "revert", "cancel"];
    case "applied":
    case "cancelled":
      return [];
  }
};

/** The events that are possible for a plan as it stands, whoever brings them. */
export const possibleEvents = (plan: Plan): ReadonlyArray<PlanEventName> => {
  if (isFinished(plan.processingState)) return [];
  if (!hasRules(plan)) {
    const canReclaim = plan.processingState === "processing" && isLegal(plan);
    return canReclaim ? ["reclaim", "cancel", "capture"] : ["cancel", "capture"];
  }
  return isLegal(plan) ? moves(plan) : ["revert", "cancel"];
};
