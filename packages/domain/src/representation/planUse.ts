import { isDamaged } from "../json/Damaged.ts";
import { planReference } from "../plan/planReference.ts";
import type { PlanAnswer } from "../plans/PlanView.ts";
import type { Instant } from "../time/Instant.ts";
import { answerExtras } from "./planAnswer.ts";
import { argumentsData } from "./planArguments.ts";
import { planStatusData } from "./planStatus.ts";
import { profileNameData } from "./profileRef.ts";
import type { PlanUseData } from "./schema/planUse.ts";

const nextSteps = ({ plan, waitingFor }: PlanAnswer): ReadonlyArray<string> => {
  const id = planReference(plan.planId);
  const claimable = waitingFor === null && plan.processingState === "queued";
  return [
    ...(waitingFor === null || waitingFor.nextCommand === null ? [] : [waitingFor.nextCommand]),
    ...(claimable ? ["planwright plan claim"] : []),
    `planwright plan status ${id}`,
    `planwright plan explain ${id}`,
  ];
};

/**
 * `data` of `plan use`. Choices: `automation_profile` is the profile's name alone, `automation.source` the level that
 * named it and `automation.read_only` whether the plan is; `next_steps` are commands to paste, the most useful first.
 * After the documented keys come those keys of `plan status` that are not among them, and what `planAnswerData` adds.
 */
export const planUseData = (answer: PlanAnswer, now: Instant): PlanUseData => {
  const { plan } = answer;
  const status = planStatusData(answer, now);
  return {
    plan_id: status.plan_id,
    phase: status.phase,
    state: status.state,
    action: status.action,
    projects: status.projects,
    automation_profile: profileNameData(plan),
    attempt: status.attempt,
    inputs: argumentsData(plan),
    actors: {
      strategy: plan.actors.strategy,
      execution: plan.actors.execution,
      estimation: plan.actors.estimation,
    },
    automation: {
      profile: profileNameData(plan),
      source: isDamaged(plan.automationProfile) ? null : plan.automationProfile.provenance,
      read_only: plan.readOnly,
    },
    next_steps: nextSteps(answer),
    parent_plan_id: status.parent_plan_id,
    root_plan_id: status.root_plan_id,
    effective_profile_snapshot: status.effective_profile_snapshot,
    version: status.version,
    timing: status.timing,
    children: status.children,
    waiting_for: status.waiting_for,
    error: status.error,
    ...answerExtras(answer),
  };
};
