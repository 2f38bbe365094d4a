import * as Schema from "effect/Schema";
import { ACTION_STATES, ARGUMENT_TYPES } from "../../action/Action.ts";
import { readable } from "./damaged.ts";
import { InstantData } from "./instant.ts";
import { SafetyData } from "./profile.ts";

const text = Schema.NullOr(Schema.String);
const number = Schema.optionalKey(Schema.Number);
const { fields: safety } = SafetyData;

/** An argument of an action; what it has not is left out, as in its file. */
export const ActionArgumentData = Schema.Struct({
  name: Schema.String,
  type: Schema.Literals(ARGUMENT_TYPES),
  required: Schema.Boolean,
  default: Schema.optionalKey(readable(Schema.Json)),
  description: Schema.optionalKey(Schema.String),
  min: number,
  max: number,
  pattern: Schema.optionalKey(Schema.String),
});

/** The safety rules that an action sets on top of the profile. */
export const SafetyOverrideData = Schema.Struct({
  require_sandbox: Schema.optionalKey(safety.require_sandbox),
  require_checkpoints: Schema.optionalKey(safety.require_checkpoints),
  allow_unsafe_tools: Schema.optionalKey(safety.allow_unsafe_tools),
  require_human_approval: Schema.optionalKey(safety.require_human_approval),
  allowed_skill_categories: Schema.optionalKey(safety.allowed_skill_categories),
  max_cost_per_plan: Schema.optionalKey(safety.max_cost_per_plan),
  max_total_cost: Schema.optionalKey(safety.max_total_cost),
  max_retries_per_step: Schema.optionalKey(safety.max_retries_per_step),
});

/** The keys of `action show`: those of the action's file, then who made it and when. */
export const actionFields = {
  name: Schema.String,
  description: Schema.String,
  long_description: text,
  definition_of_done: text,
  strategy_actor: Schema.String,
  execution_actor: Schema.String,
  estimation_actor: text,
  review_actor: text,
  apply_actor: text,
  invariant_actor: text,
  automation_profile: text,
  safety_profile: Schema.NullOr(readable(SafetyOverrideData)),
  reusable: Schema.Boolean,
  read_only: Schema.Boolean,
  state: Schema.Literals(ACTION_STATES),
  arguments: Schema.Array(ActionArgumentData),
  invariants: Schema.Array(Schema.String),
  tags: readable(Schema.Array(Schema.String)),
  created_by: text,
  created_at: readable(InstantData),
  updated_at: readable(InstantData),
  version: Schema.Int,
};

/** `data` of `action show` and `action archive`. */
export const ActionShowData = Schema.Struct(actionFields);
export type ActionShowData = typeof ActionShowData.Type;

/** `data` of `action create`: the action, and what became of one that was there before. */
export const ActionCreateData = Schema.Struct({
  ...actionFields,
  replaced: Schema.Boolean,
  replayed: Schema.optionalKey(Schema.Literal(true)),
});
export type ActionCreateData = typeof ActionCreateData.Type;

const { name, description, state, automation_profile, reusable, read_only, updated_at, version } =
  actionFields;

/** `data` of `action list`. */
export const ActionListData = Schema.Struct({
  actions: Schema.Array(
    Schema.Struct({
      name,
      description,
      state,
      automation_profile,
      arguments: Schema.Array(Schema.String).annotate({ description: "Their names" }),
      reusable,
      read_only,
      updated_at,
      version,
    }),
  ),
  filters: Schema.Struct({ namespace: text, state: Schema.NullOr(state) }),
  summary: Schema.Struct({
    total: Schema.Natural,
    available: Schema.Natural,
    archived: Schema.Natural,
  }),
});
export type ActionListData = typeof ActionListData.Type;
