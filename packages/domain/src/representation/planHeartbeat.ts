import type { HeartbeatAnswer } from "../plans/heartbeat.ts";
import type { PlanHeartbeatData } from "./schema/planLeases.ts";

/** `data` of `plan heartbeat`. Choice: the plan and until when its lease lives now; the token is never repeated. */
export const planHeartbeatData = (answer: HeartbeatAnswer): PlanHeartbeatData => ({
  plan_id: answer.planId,
  expires_at: answer.expiresAt,
});
