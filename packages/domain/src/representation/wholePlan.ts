import type { Plan } from "../plan/Plan.ts";
import type { SubplanSettings } from "../plan/SubplanSettings.ts";
import { actorsData, invariantsData } from "./planClaim.ts";
import { profileRefData } from "./profileRef.ts";
import { nullableData, plainData, readableData } from "./readable.ts";
import type { SubplansData, WholePlanData } from "./schema/planExport.ts";

const subplansData = (settings: SubplanSettings): SubplansData => ({
  execution_mode: settings.executionMode,
  merge_strategy: settings.mergeStrategy,
  timeout_seconds: settings.timeoutSeconds,
  max_parallel: settings.maxParallel,
  fail_fast: settings.failFast,
  retry_failed: settings.retryFailed,
  max_retries: settings.maxRetries,
});

/** Everything that a plan's row and its child rows hold, but the snapshot, which has a line of its own. */
export const wholePlanData = (plan: Plan): WholePlanData => ({
  plan_id: plan.planId,
  parent_plan_id: plan.parentPlanId,
  root_plan_id: plan.rootPlanId,
  attempt: plan.attempt,
  name: plan.name,
  action: plan.actionName,
  description: plan.description,
  definition_of_done: plan.definitionOfDone,
  phase: plan.phase,
  state: plan.processingState,
  projects: plan.projects.map(({ alias, name, readOnly }) => ({ name, alias, read_only: readOnly })),
  arguments: plan.arguments.map(({ name, value }) => ({ name, value: plainData(value) })),
  invariants: invariantsData(plan),
  automation_profile: profileRefData(plan),
  profile_digest: plan.profileDigest,
  actors: actorsData(plan),
  changeset_id: plan.changesetId,
  sandbox_refs: plainData(plan.sandboxRefs),
  validation_summary: nullableData(plan.validationSummary),
  decision_root_id: plan.decisionRootId,
  error_message: plan.errorMessage,
  error_details: nullableData(plan.errorDetails),
  reversion_count: plan.reversionCount,
  last_completed_step: plan.lastCompletedStep,
  last_checkpoint_id: plan.lastCheckpointId,
  execution_environment: plan.executionEnvironment,
  execution_env_priority: plan.executionEnvPriority,
  reusable: plan.reusable,
  read_only: plan.readOnly,
  created_by: plan.createdBy,
  tags: plainData(plan.tags),
  created_at: plainData(plan.times.createdAt),
  updated_at: plainData(plan.times.updatedAt),
  queued_at: nullableData(plan.times.queuedAt),
  strategize_started_at: nullableData(plan.times.strategizeStartedAt),
  strategize_completed_at: nullableData(plan.times.strategizeCompletedAt),
  execute_started_at: nullableData(plan.times.executeStartedAt),
  execute_completed_at: nullableData(plan.times.executeCompletedAt),
  apply_started_at: nullableData(plan.times.applyStartedAt),
  applied_at: nullableData(plan.times.appliedAt),
  completed_at: nullableData(plan.times.completedAt),
  retry_count: plan.retryCount,
  cost_total: plan.costTotal,
  calls_in_phase: plan.callsInPhase,
  subplan_settings: plan.subplanSettings === null ? null : readableData(plan.subplanSettings, subplansData),
  lease_fence: plan.leaseFence,
  version: plan.version,
});
