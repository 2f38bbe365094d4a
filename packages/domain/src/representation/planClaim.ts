import type { Plan } from "../plan/Plan.ts";
import type { ClaimAnswer } from "../plans/claimWork.ts";
import type { Instant } from "../time/Instant.ts";
import { argumentsData } from "./planArguments.ts";
import { planStatusData } from "./planStatus.ts";
import { safetyData } from "./profile.ts";
import type { ActorsData, ClaimedPlanData, PlanClaimData } from "./schema/planClaim.ts";

/** Who does what in a plan. */
export const actorsData = ({ actors }: Plan): ActorsData => ({
  strategy: actors.strategy,
  execution: actors.execution,
  estimation: actors.estimation,
  review: actors.review,
  apply: actors.apply,
  invariant: actors.invariant,
});

/** What must hold while a plan is worked on, in its order. */
export const invariantsData = (plan: Plan): ClaimedPlanData["invariants"] =>
  plan.invariants.map(({ source, text }) => ({ text, source }));

/**
 * `data` of `plan claim`; `{plan_id: null}` when there is nothing to claim. Choices: `arguments` are by name, `safety` are
 * the safety rules of the frozen profile (its guards are in `effective_profile_snapshot`), and `decision` never occurs.
 */
export const planClaimData = (answer: ClaimAnswer | null, now: Instant): PlanClaimData => {
  if (answer === null) return { plan_id: null };
  const { plan } = answer;
  const snapshot = plan.effectiveProfileSnapshot;
  return {
    ...planStatusData(answer, now),
    lease_token: answer.leaseToken,
    expires_at: answer.expiresAt,
    description: plan.description,
    definition_of_done: plan.definitionOfDone,
    arguments: argumentsData(plan),
    invariants: invariantsData(plan),
    actors: actorsData(plan),
    safety: snapshot._tag === "Captured" ? safetyData(snapshot.profile.safety) : null,
  };
};
