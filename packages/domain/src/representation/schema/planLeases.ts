import * as Schema from "effect/Schema";
import { InstantData } from "./instant.ts";

/** `data` of `plan heartbeat`. */
export const PlanHeartbeatData = Schema.Struct({ plan_id: Schema.String, expires_at: InstantData });
export type PlanHeartbeatData = typeof PlanHeartbeatData.Type;

/** `data` of `plan reclaim`. */
export const PlanReclaimData = Schema.Struct({
  reclaimed: Schema.Array(Schema.String).annotate({ description: "Plan ids, at most 100" }),
  more: Schema.Boolean,
});
export type PlanReclaimData = typeof PlanReclaimData.Type;
