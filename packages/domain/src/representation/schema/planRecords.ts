import * as Schema from "effect/Schema";
import { DecisionData } from "./gate.ts";
import { InstantData } from "./instant.ts";

/** One event of the log. */
export const EventData = Schema.Struct({
  id: Schema.Int,
  at: InstantData,
  type: Schema.String,
  plan_id: Schema.NullOr(Schema.String),
  root_plan_id: Schema.NullOr(Schema.String),
  version: Schema.NullOr(Schema.Int),
  actor: Schema.String,
  data: Schema.JsonObject,
}).annotate({ identifier: "Event" });
export type EventData = typeof EventData.Type;

/** `data` of `plan history`, oldest first. */
export const PlanHistoryData = Schema.Struct({ events: Schema.Array(EventData) });
export type PlanHistoryData = typeof PlanHistoryData.Type;

/** `data` of `plan explain`, oldest first. */
export const PlanExplainData = Schema.Struct({
  plan_id: Schema.String,
  decisions: Schema.Array(DecisionData),
});
export type PlanExplainData = typeof PlanExplainData.Type;
