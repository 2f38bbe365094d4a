import type { ReclaimAnswer } from "../plans/reclaimWork.ts";
import type { PlanReclaimData } from "./schema/planLeases.ts";

/** `data` of `plan reclaim`. Choice: the ids of the plans that went back, and whether there may be more to reclaim. */
export const planReclaimData = (answer: ReclaimAnswer): PlanReclaimData => ({
  reclaimed: answer.reclaimed,
  more: answer.more,
});
