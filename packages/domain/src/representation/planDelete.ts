import type { DeleteAnswer } from "../plans/deletePlan.ts";
import type { PlanDeleteData } from "./schema/planEndings.ts";

/** `data` of `plan delete`. Choice: what was deleted, the root it belonged to, and how many plans are gone. */
export const planDeleteData = (answer: DeleteAnswer): PlanDeleteData => ({
  plan_id: answer.planId,
  root_plan_id: answer.rootPlanId,
  deleted: answer.deleted,
});
