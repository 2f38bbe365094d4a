import type { CancelAnswer } from "../plans/cancelPlan.ts";
import { nullableData } from "./readable.ts";
import type { PlanCancelData } from "./schema/planEndings.ts";

/** `data` of `plan cancel`; `child_plans` counts everything below the plan, not its children alone. */
export const planCancelData = ({ descendants, plan, reason }: CancelAnswer): PlanCancelData => ({
  plan_id: plan.planId,
  phase: plan.phase,
  state: plan.processingState,
  reason,
  cancelled_at: nullableData(plan.times.completedAt),
  child_plans: { cancelled: descendants.cancelled, already_finished: descendants.alreadyFinished },
});
