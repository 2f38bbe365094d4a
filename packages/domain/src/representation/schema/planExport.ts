import * as Schema from "effect/Schema";
import { EXECUTION_ENV_PRIORITIES } from "../../plan/Plan.ts";
import { EXECUTION_MODES, MERGE_STRATEGIES } from "../../plan/SubplanSettings.ts";
import { DamagedData, readable } from "./damaged.ts";
import { DecisionData } from "./gate.ts";
import { InstantData } from "./instant.ts";
import { ActorsData, InvariantData } from "./planClaim.ts";
import { PhaseData, StateData } from "./planPlace.ts";
import { EventData } from "./planRecords.ts";
import { ProfileRefData } from "./profile.ts";
import { WholeSnapshotData } from "./snapshot.ts";

const text = Schema.NullOr(Schema.String);
const moment = readable(InstantData);
const momentOrNull = Schema.NullOr(moment);
const texts = readable(Schema.Array(Schema.String));

/** How the children of a plan run. */
export const SubplansData = Schema.Struct({
  execution_mode: Schema.Literals(EXECUTION_MODES),
  merge_strategy: Schema.Literals(MERGE_STRATEGIES),
  timeout_seconds: Schema.NullOr(Schema.Number),
  max_parallel: Schema.Number,
  fail_fast: Schema.Boolean,
  retry_failed: Schema.Boolean,
  max_retries: Schema.Number,
});
export type SubplansData = typeof SubplansData.Type;

/** Everything that a plan's row holds. */
export const WholePlanData = Schema.Struct({
  plan_id: Schema.String,
  parent_plan_id: text,
  root_plan_id: Schema.String,
  attempt: Schema.Number,
  name: text,
  action: Schema.String,
  description: Schema.String,
  definition_of_done: text,
  phase: PhaseData,
  state: StateData,
  projects: Schema.Array(Schema.Struct({ name: Schema.String, alias: text, read_only: Schema.Boolean })),
  arguments: Schema.Array(Schema.Struct({ name: Schema.String, value: readable(Schema.Json) })),
  invariants: Schema.Array(InvariantData),
  automation_profile: readable(ProfileRefData),
  profile_digest: text,
  actors: ActorsData,
  changeset_id: text,
  sandbox_refs: texts,
  validation_summary: Schema.NullOr(readable(Schema.JsonObject)),
  decision_root_id: text,
  error_message: text,
  error_details: Schema.NullOr(readable(Schema.JsonObject)),
  reversion_count: Schema.Number,
  last_completed_step: Schema.Number,
  last_checkpoint_id: text,
  execution_environment: text,
  execution_env_priority: Schema.NullOr(Schema.Literals(EXECUTION_ENV_PRIORITIES)),
  reusable: Schema.Boolean,
  read_only: Schema.Boolean,
  created_by: text,
  tags: texts,
  created_at: moment,
  updated_at: moment,
  queued_at: momentOrNull,
  strategize_started_at: momentOrNull,
  strategize_completed_at: momentOrNull,
  execute_started_at: momentOrNull,
  execute_completed_at: momentOrNull,
  apply_started_at: momentOrNull,
  applied_at: momentOrNull,
  completed_at: momentOrNull,
  retry_count: Schema.Number,
  cost_total: Schema.Number,
  calls_in_phase: Schema.Number,
  subplan_settings: Schema.NullOr(Schema.Union([SubplansData, DamagedData])),
  lease_fence: Schema.Number,
  version: Schema.Number,
}).annotate({ identifier: "Plan" });
export type WholePlanData = typeof WholePlanData.Type;

const PlanLine = Schema.Struct({ record: Schema.Literal("plan"), plan: WholePlanData });
const SnapshotLine = Schema.Struct({
  record: Schema.Literal("snapshot"),
  plan_id: Schema.String,
  snapshot: Schema.Struct({
    ...WholeSnapshotData.fields,
    text: text.annotate({ description: "The stored text, byte for byte, where it is captured" }),
  }),
});
const DecisionLine = Schema.Struct({
  record: Schema.Literal("decision"),
  plan_id: Schema.String,
  plan_version: Schema.Int,
  decision: DecisionData,
  request: Schema.JsonObject,
});
const EventLine = Schema.Struct({ record: Schema.Literal("event"), event: EventData });

/** One line of `plan export`. */
export const PlanExportLineData = Schema.Union([PlanLine, SnapshotLine, DecisionLine, EventLine]);
export type PlanExportLineData = typeof PlanExportLineData.Type;

/** `data` of `plan export` in a format that is not made of lines. */
export const PlanExportData = Schema.Struct({ records: Schema.Array(PlanExportLineData) });
export type PlanExportData = typeof PlanExportData.Type;
