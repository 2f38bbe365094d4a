import * as Schema from "effect/Schema";
import { readable } from "./damaged.ts";
import { WaitingForData } from "./gate.ts";
import { InstantData } from "./instant.ts";
import { ByStateData, PhaseData, StateData } from "./planPlace.ts";
import { ProfileNameData, ProfileRefData } from "./profile.ts";
import { SnapshotData } from "./snapshot.ts";

/** When a plan was created, and how long it has lived or lived. */
export const TimingData = Schema.Struct({
  started: readable(InstantData),
  elapsed_ms: Schema.NullOr(Schema.Natural),
});
export type TimingData = typeof TimingData.Type;

/** The direct children of a plan; `more` where there are more than were counted. */
export const ChildrenData = Schema.Struct({
  total: Schema.Natural,
  by_state: ByStateData,
  more: Schema.optionalKey(Schema.Literal(true)),
});
export type ChildrenData = typeof ChildrenData.Type;

/** What a plan stopped with. */
export const PlanErrorData = Schema.Struct({
  category: Schema.NullOr(Schema.String),
  message: Schema.NullOr(Schema.String),
  details: Schema.NullOr(readable(Schema.JsonObject)),
});
export type PlanErrorData = typeof PlanErrorData.Type;

/** The keys of `plan status`, in its order; other answers about one plan begin with them. */
export const planStatusFields = {
  plan_id: Schema.String,
  parent_plan_id: Schema.NullOr(Schema.String),
  root_plan_id: Schema.String,
  phase: PhaseData,
  state: StateData,
  action: Schema.String,
  projects: Schema.Array(Schema.String),
  automation: ProfileNameData,
  automation_profile: readable(ProfileRefData),
  effective_profile_snapshot: SnapshotData,
  attempt: Schema.Int,
  version: Schema.Int,
  timing: TimingData,
  children: ChildrenData,
  waiting_for: Schema.NullOr(WaitingForData),
  error: Schema.NullOr(PlanErrorData),
};

/** `data` of `plan status`. */
export const PlanStatusData = Schema.Struct(planStatusFields);
export type PlanStatusData = typeof PlanStatusData.Type;
