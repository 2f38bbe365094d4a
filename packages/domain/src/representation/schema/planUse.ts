import * as Schema from "effect/Schema";
import { readable } from "./damaged.ts";
import { answerFields } from "./planAnswer.ts";
import { planStatusFields } from "./planStatus.ts";
import { ProfileNameData, ProvenanceData } from "./profile.ts";

const { plan_id, phase, state, action, projects, attempt, automation: _, ...others } = planStatusFields;
const {
  parent_plan_id,
  root_plan_id,
  effective_profile_snapshot,
  version,
  timing,
  children,
  waiting_for,
  error,
} = others;

/** Arguments by name, typed as the action's types made them. */
export const ArgumentsData = Schema.Record(Schema.String, readable(Schema.Json));
export type ArgumentsData = typeof ArgumentsData.Type;

/** `data` of `plan use`. */
export const PlanUseData = Schema.Struct({
  plan_id,
  phase,
  state,
  action,
  projects,
  automation_profile: ProfileNameData,
  attempt,
  inputs: ArgumentsData,
  actors: Schema.Struct({
    strategy: Schema.NullOr(Schema.String),
    execution: Schema.NullOr(Schema.String),
    estimation: Schema.NullOr(Schema.String),
  }),
  automation: Schema.Struct({
    profile: ProfileNameData,
    source: Schema.NullOr(ProvenanceData),
    read_only: Schema.Boolean,
  }),
  next_steps: Schema.Array(Schema.String),
  parent_plan_id,
  root_plan_id,
  effective_profile_snapshot,
  version,
  timing,
  children,
  waiting_for,
  error,
  ...answerFields,
});
export type PlanUseData = typeof PlanUseData.Type;
