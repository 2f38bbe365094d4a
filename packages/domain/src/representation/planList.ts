import type { Plan } from "../plan/Plan.ts";
import type { PlanFilter, StateCounts } from "../plan/PlanQuery.ts";
import type { ProcessingState } from "../plan/PlanState.ts";
import { shownId } from "../plan/planReference.ts";
import type { ListAnswer } from "../plans/listPlans.ts";
import type { Instant } from "../time/Instant.ts";
import { elapsedMillis } from "./elapsed.ts";
import { projectNames } from "./planStatus.ts";
import { profileNameData } from "./profileRef.ts";
import type { ListedPlanData, PlanListData, PlanTotalsData } from "./schema/planList.ts";

const listedPlan = (plan: Plan, now: Instant): ListedPlanData => ({
  id: shownId(plan.planId),
  plan_id: plan.planId,
  phase: plan.phase,
  state: plan.processingState,
  action: plan.actionName,
  projects: projectNames(plan),
  automation_profile: profileNameData(plan),
  elapsed_ms: elapsedMillis(plan, now),
  version: plan.version,
});

const filtersData = (filter: PlanFilter): PlanListData["filters"] => ({
  phase: filter.phase ?? null,
  state: filter.state ?? null,
  project: filter.project ?? null,
  action: filter.action ?? null,
  root: filter.root ?? null,
  profile: filter.profile ?? null,
  needs_approval: filter.needsApproval === true,
  since: filter.since ?? null,
  pattern: filter.pattern ?? null,
});

const totalsData = (counts: StateCounts): PlanTotalsData => {
  const of = (state: ProcessingState): number => counts[state] ?? 0;
  const totals = {
    queued: of("queued"),
    processing: of("processing"),
    complete: of("complete"),
    errored: of("errored"),
    constrained: of("constrained"),
    cancelled: of("cancelled"),
    applied: of("applied"),
  };
  return { total: Object.values(totals).reduce((sum, count) => sum + count, 0), ...totals };
};

const countStates = (plans: ReadonlyArray<Plan>): StateCounts => {
  const counts: { [S in ProcessingState]?: number } = {};
  for (const { processingState } of plans) counts[processingState] = (counts[processingState] ?? 0) + 1;
  return counts;
};

/**
 * `data` of `plan list`. Choices: `filters` has every filter, null (false for `needs_approval`) where it was not given,
 * names and root as the whole ones they stood for; `summary` counts this page with every state, `totals` is there with
 * `--count` alone; `automation_profile` is the name alone.
 */
export const planListData = (answer: ListAnswer, now: Instant): PlanListData => ({
  plans: answer.plans.map((plan) => listedPlan(plan, now)),
  filters: filtersData(answer.filter),
  summary: totalsData(countStates(answer.plans)),
  ...(answer.totals === null ? {} : { totals: totalsData(answer.totals) }),
  next_cursor: answer.nextCursor,
});
