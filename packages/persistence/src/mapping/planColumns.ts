import {
  effectiveSubplans,
  isDamaged,
  NOT_CAPTURED_TEXT,
  type Plan,
  ProfileRef,
  type Readable,
  type Snapshot,
} from "@planwright/domain";
import type { Row } from "../rows/Tables.ts";
import type { Value } from "../Statement.ts";
import { unreadable } from "./Damages.ts";
import { writeInstant, writeInstantOrNull } from "./instants.ts";
import { writeJson, writeJsonOrNull } from "./json.ts";
import { namespaceOf } from "./names.ts";
import { flagOf } from "./scalars.ts";
import { writeSubplanSettings } from "./subplans.ts";

/** How a column is written. */
export interface PlanColumn {
  /** The field of the plan that the column holds, or is derived from. */
  readonly field: (plan: Plan) => unknown;
  readonly write: (plan: Plan) => Value;
}

const column = <T>(field: (plan: Plan) => T, write: (value: T) => Value): PlanColumn => ({
  field,
  write: (plan) => write(field(plan)),
});

const same = <T extends Value>(field: (plan: Plan) => T): PlanColumn => ({ field, write: field });

const flag = (field: (plan: Plan) => boolean): PlanColumn => column(field, flagOf);

const writeReference = (ref: Readable<ProfileRef>): string =>
  isDamaged(ref) ? unreadable(ref) : ProfileRef.write(ref);

const writeSnapshot = (snapshot: Snapshot): string => {
  if (isDamaged(snapshot)) return unreadable(snapshot);
  return snapshot._tag === "Captured" ? snapshot.text : NOT_CAPTURED_TEXT;
};

/** The columns that are settled when a plan is made. */
export const IDENTITY_COLUMNS = {
  plan_id: same((plan) => plan.planId),
  parent_plan_id: same((plan) => plan.parentPlanId),
  root_plan_id: same((plan) => plan.rootPlanId),
} as const satisfies Columns;

/** The frozen rules, which only a capture replaces. */
export const FROZEN_COLUMNS = {
  effective_profile_snapshot: column((plan) => plan.effectiveProfileSnapshot, writeSnapshot),
  profile_digest: column(
    (plan) => plan.effectiveProfileSnapshot,
    (snapshot) => (snapshot._tag === "Captured" ? snapshot.digest : null),
  ),
} as const satisfies Columns;

/** The columns that an update may write. */
export const MUTABLE_COLUMNS = {
  attempt: same((plan) => plan.attempt),
  namespaced_name: same((plan) => plan.name),
  namespace: column(
    (plan) => plan.name,
    (name) => (name === null ? null : namespaceOf(name)),
  ),
  action_name: same((plan) => plan.actionName),
  description: same((plan) => plan.description),
  definition_of_done: same((plan) => plan.definitionOfDone),
  phase: same((plan) => plan.phase),
  processing_state: same((plan) => plan.processingState),
  automation_profile: column((plan) => plan.automationProfile, writeReference),
  profile_name: column(
    (plan) => plan.automationProfile,
    (ref) => (isDamaged(ref) ? null : ref.name),
  ),
  strategy_actor: same((plan) => plan.actors.strategy),
  execution_actor: same((plan) => plan.actors.execution),
  review_actor: same((plan) => plan.actors.review),
  apply_actor: same((plan) => plan.actors.apply),
  estimation_actor: same((plan) => plan.actors.estimation),
  invariant_actor: same((plan) => plan.actors.invariant),
  error_message: same((plan) => plan.errorMessage),
  error_details_json: column((plan) => plan.errorDetails, writeJsonOrNull),
  changeset_id: same((plan) => plan.changesetId),
  sandbox_refs_json: column((plan) => plan.sandboxRefs, writeJson),
  validation_summary_json: column((plan) => plan.validationSummary, writeJsonOrNull),
  decision_root_id: same((plan) => plan.decisionRootId),
  execution_environment: same((plan) => plan.executionEnvironment),
  execution_env_priority: same((plan) => plan.executionEnvPriority),
  reusable: flag((plan) => plan.reusable),
  read_only: flag((plan) => plan.readOnly),
  tags_json: column((plan) => plan.tags, writeJson),
  created_by: same((plan) => plan.createdBy),
  created_at: column((plan) => plan.times.createdAt, writeInstant),
  updated_at: column((plan) => plan.times.updatedAt, writeInstant),
  queued_at: column((plan) => plan.times.queuedAt, writeInstantOrNull),
  strategize_started_at: column((plan) => plan.times.strategizeStartedAt, writeInstantOrNull),
  strategize_completed_at: column((plan) => plan.times.strategizeCompletedAt, writeInstantOrNull),
  execute_started_at: column((plan) => plan.times.executeStartedAt, writeInstantOrNull),
  execute_completed_at: column((plan) => plan.times.executeCompletedAt, writeInstantOrNull),
  apply_started_at: column((plan) => plan.times.applyStartedAt, writeInstantOrNull),
  applied_at: column((plan) => plan.times.appliedAt, writeInstantOrNull),
  completed_at: column((plan) => plan.times.completedAt, writeInstantOrNull),
  reversion_count: same((plan) => plan.reversionCount),
  last_completed_step: same((plan) => plan.lastCompletedStep),
  last_checkpoint_id: same((plan) => plan.lastCheckpointId),
  retry_count: same((plan) => plan.retryCount),
  cost_total: same((plan) => plan.costTotal),
  calls_in_phase: same((plan) => plan.callsInPhase),
  subplan_settings_json: column((plan) => plan.subplanSettings, writeSubplanSettings),
  subplan_mode: column(
    (plan) => plan.subplanSettings,
    (settings) => effectiveSubplans(settings).executionMode,
  ),
  subplan_max_parallel: column(
    (plan) => plan.subplanSettings,
    (settings) => effectiveSubplans(settings).maxParallel,
  ),
  lease_fence: same((plan) => plan.leaseFence),
  version: same((plan) => plan.version),
} as const satisfies Columns;

/** The name of a column of `v3_plans`. */
export type PlanColumnName = keyof Row<"v3_plans">;

type Columns = { readonly [C in PlanColumnName]?: PlanColumn };

/** Every column, so that a new one which nobody writes is a type error. */
export const PLAN_COLUMNS: { readonly [C in PlanColumnName]: PlanColumn } = {
  ...IDENTITY_COLUMNS,
  ...FROZEN_COLUMNS,
  ...MUTABLE_COLUMNS,
};
