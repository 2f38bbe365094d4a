import * as Schema from "effect/Schema";
import { InstantData } from "./instant.ts";
import { PhaseData, StateData } from "./planPlace.ts";
import { ProfileNameData } from "./profile.ts";

/** One plan of a list. */
export const ListedPlanData = Schema.Struct({
  id: Schema.String.annotate({ description: "What commands accept for it: the short id" }),
  plan_id: Schema.String,
  phase: PhaseData,
  state: StateData,
  action: Schema.String,
  projects: Schema.Array(Schema.String),
  automation_profile: ProfileNameData,
  elapsed_ms: Schema.NullOr(Schema.Natural),
  version: Schema.Int,
});
export type ListedPlanData = typeof ListedPlanData.Type;

/** Numbers of plans by state with every state, and in all. */
export const PlanTotalsData = Schema.Struct({
  total: Schema.Natural,
  queued: Schema.Natural,
  processing: Schema.Natural,
  complete: Schema.Natural,
  errored: Schema.Natural,
  constrained: Schema.Natural,
  cancelled: Schema.Natural,
  applied: Schema.Natural,
});
export type PlanTotalsData = typeof PlanTotalsData.Type;

const text = Schema.NullOr(Schema.String);

/** `data` of `plan list`. */
export const PlanListData = Schema.Struct({
  plans: Schema.Array(ListedPlanData),
  filters: Schema.Struct({
    phase: Schema.NullOr(PhaseData),
    state: Schema.NullOr(StateData),
    project: text,
    action: text,
    root: text,
    profile: text,
    needs_approval: Schema.Boolean,
    since: Schema.NullOr(InstantData),
    pattern: text,
  }),
  summary: PlanTotalsData.annotate({ description: "Of this page" }),
  totals: Schema.optionalKey(PlanTotalsData.annotate({ description: "Over the whole filter, with --count" })),
  next_cursor: text,
});
export type PlanListData = typeof PlanListData.Type;
