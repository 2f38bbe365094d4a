import { isDamaged } from "../json/Damaged.ts";
import { errorCategory } from "../plan/lifecycle/goBack.ts";
import type { Plan } from "../plan/Plan.ts";
import type { StateCounts } from "../plan/PlanQuery.ts";
import { PROCESSING_STATES } from "../plan/PlanState.ts";
import type { Children, PlanView, WaitingFor } from "../plans/PlanView.ts";
import type { Instant } from "../time/Instant.ts";
import { elapsedMillis } from "./elapsed.ts";
import { profileNameData, profileRefData } from "./profileRef.ts";
import { nullableData, plainData } from "./readable.ts";
import type { WaitingForData } from "./schema/gate.ts";
import type { ByStateData } from "./schema/planPlace.ts";
import type { ChildrenData, PlanErrorData, PlanStatusData } from "./schema/planStatus.ts";
import { snapshotData } from "./snapshot.ts";

/** Numbers by state in the order of the states; a state that no plan has is left out. */
export const byStateData = (counts: StateCounts): ByStateData =>
  Object.fromEntries(
    PROCESSING_STATES.flatMap((state) => {
      const count = counts[state] ?? 0;
      return count === 0 ? [] : [[state, count]];
    }),
  );

/** The names of a plan's projects, in the order in which they were given. */
export const projectNames = (plan: Plan): ReadonlyArray<string> => plan.projects.map(({ name }) => name);

const childrenData = ({ byState, more, total }: Children): ChildrenData => ({
  total,
  by_state: byStateData(byState),
  ...(more ? { more } : {}),
});

const waitingForData = (waiting: WaitingFor): WaitingForData => ({
  kind: waiting.kind,
  operation: waiting.operation,
  threshold: waiting.threshold,
  decision_id: waiting.decisionId,
  approvers: waiting.approvers,
  next_command: waiting.nextCommand,
  ...(waiting.plans.length === 0 ? {} : { plans: waiting.plans }),
});

const errorOf = (plan: Plan): PlanErrorData | null => {
  const { errorDetails, errorMessage } = plan;
  if (errorDetails === null && errorMessage === null) return null;
  return {
    category: isDamaged(errorDetails) ? null : errorCategory(plan),
    message: errorMessage,
    details: nullableData(errorDetails),
  };
};

/**
 * `data` of `plan status`. Choices: `automation` is the profile's name alone; `timing.started` is the plan's creation and
 * `elapsed_ms` ends when the plan is finished; `children.by_state` leaves out states that no child has; `waiting_for` has
 * `plans` where dependencies or siblings hold the plan back; `error` is null or what the plan stopped with.
 */
export const planStatusData = ({ children, plan, waitingFor }: PlanView, now: Instant): PlanStatusData => ({
  plan_id: plan.planId,
  parent_plan_id: plan.parentPlanId,
  root_plan_id: plan.rootPlanId,
  phase: plan.phase,
  state: plan.processingState,
  action: plan.actionName,
  projects: projectNames(plan),
  automation: profileNameData(plan),
  automation_profile: profileRefData(plan),
  effective_profile_snapshot: snapshotData(plan.effectiveProfileSnapshot),
  attempt: plan.attempt,
  version: plan.version,
  timing: { started: plainData(plan.times.createdAt), elapsed_ms: elapsedMillis(plan, now) },
  children: childrenData(children),
  waiting_for: waitingFor === null ? null : waitingForData(waitingFor),
  error: errorOf(plan),
});
