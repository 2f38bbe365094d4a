import type { Plan } from "../plan/Plan.ts";
import type { PlanSnapshotData } from "./schema/planSnapshot.ts";
import { wholeSnapshotData } from "./snapshot.ts";

/**
 * `data` of `plan snapshot`. Choice: the four keys under which every command shows a snapshot, then which level won, what
 * each level said and when the rules were frozen; null where there are none.
 */
export const planSnapshotData = (plan: Plan): PlanSnapshotData => ({
  plan_id: plan.planId,
  ...wholeSnapshotData(plan.effectiveProfileSnapshot),
});
