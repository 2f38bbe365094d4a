import * as Schema from "effect/Schema";
import { readable } from "./damaged.ts";
import { InstantData } from "./instant.ts";
import { PhaseData, StateData } from "./planPlace.ts";

/** `data` of `plan cancel`. */
export const PlanCancelData = Schema.Struct({
  plan_id: Schema.String,
  phase: PhaseData,
  state: StateData,
  reason: Schema.NullOr(Schema.String),
  cancelled_at: Schema.NullOr(readable(InstantData)),
  child_plans: Schema.Struct({ cancelled: Schema.Natural, already_finished: Schema.Natural }),
});
export type PlanCancelData = typeof PlanCancelData.Type;

/** `data` of `plan delete`. */
export const PlanDeleteData = Schema.Struct({
  plan_id: Schema.String,
  root_plan_id: Schema.String,
  deleted: Schema.Natural.annotate({ description: "Plans, itself included" }),
});
export type PlanDeleteData = typeof PlanDeleteData.Type;
