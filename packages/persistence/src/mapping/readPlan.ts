import {
  EXECUTION_ENV_PRIORITIES,
  type ExecutionEnvPriority,
  INVARIANT_SOURCES,
  type InvariantSource,
  isDamaged,
  type Phase,
  type Plan,
  type PlanArgument,
  type PlanInvariant,
  type PlanProject,
  type ProcessingState,
  ProfileRef,
  ProfileSnapshot,
  type Readable,
  type Sha256,
  type Snapshot,
} from "@planwright/domain";
import type { Row } from "../rows/Tables.ts";
import type { Damages } from "./Damages.ts";
import { readInstant, readInstantOrNull } from "./instants.ts";
import { readObject, readTexts, readValue } from "./json.ts";
import { asBoolean, asNumber, asPlanId, asText, asTextOrNull } from "./scalars.ts";
import { readSubplanSettings } from "./subplans.ts";

/** The columns that are derived from others and only filtered by. */
export const DERIVED_COLUMNS = [
  "namespace",
  "profile_name",
  "profile_digest",
  "subplan_mode",
  "subplan_max_parallel",
] as const;

/** A plan's row as it is read. */
export type PlanRow = Omit<Row<"v3_plans">, (typeof DERIVED_COLUMNS)[number]>;

/** The rows of other tables that belong to a plan, each in its order. */
export interface PlanParts {
  readonly projects: ReadonlyArray<PlanProject>;
  readonly arguments: ReadonlyArray<PlanArgument>;
  readonly invariants: ReadonlyArray<PlanInvariant>;
}

const isOneOf = <T extends string>(known: ReadonlyArray<T>, value: unknown): value is T =>
  (known as ReadonlyArray<unknown>).includes(value);

const readReference = (stored: unknown, damages: Damages): Readable<ProfileRef> => {
  const text = asText(stored);
  const ref = ProfileRef.read(text);
  return isDamaged(ref) ? damages.add("automation_profile", text) : ref;
};

const readSnapshot = (stored: unknown, sha256: Sha256, damages: Damages): Snapshot => {
  const text = asText(stored);
  const snapshot = ProfileSnapshot.read(text, sha256);
  return isDamaged(snapshot) ? damages.add("effective_profile_snapshot", text) : snapshot;
};

const readPriority = (stored: unknown, damages: Damages): ExecutionEnvPriority | null => {
  if (stored === null || isOneOf(EXECUTION_ENV_PRIORITIES, stored)) return stored;
  damages.add("execution_env_priority", asText(stored));
  return null;
};

/** A project of a plan. */
export const readProject = (
  row: Pick<Row<"plan_projects">, "project_name" | "alias" | "read_only">,
): PlanProject => ({
  name: asText(row.project_name),
  alias: asTextOrNull(row.alias),
  readOnly: asBoolean(row.read_only),
});

/** An argument of a plan; NULL is the value null. */
export const readArgument = (
  row: Pick<Row<"plan_arguments">, "name" | "value_json">,
  damages: Damages,
): PlanArgument => ({
  name: asText(row.name),
  value: row.value_json === null ? null : readValue(row.value_json, "plan_arguments.value_json", damages),
});

const readSource = (stored: unknown, damages: Damages): InvariantSource => {
  if (isOneOf(INVARIANT_SOURCES, stored)) return stored;
  damages.add("plan_invariants.source", asText(stored));
  return "plan";
};

/** An invariant of a plan; of an unknown source it counts as the plan's own. */
export const readInvariant = (
  row: Pick<Row<"plan_invariants">, "invariant_text" | "source">,
  damages: Damages,
): PlanInvariant => ({
  text: asText(row.invariant_text),
  source: readSource(row.source, damages),
});

/**
 * The plan that a row holds, whatever its texts: what cannot be read is `Damaged`, field by field, and noted. The checks
 * of the table allow no phase and no state that is not one. Nobody can change it in memory (domain.md section 2).
 */
export const readPlan = (row: PlanRow, parts: PlanParts, sha256: Sha256, damages: Damages): Plan => {
  const snapshot = readSnapshot(row.effective_profile_snapshot, sha256, damages);
  return Object.freeze({
    planId: asPlanId(row.plan_id),
    parentPlanId: row.parent_plan_id === null ? null : asPlanId(row.parent_plan_id),
    rootPlanId: asPlanId(row.root_plan_id),
    effectiveProfileSnapshot: snapshot,
    profileDigest: snapshot._tag === "Captured" ? snapshot.digest : null,
    attempt: asNumber(row.attempt, 1),
    name: asTextOrNull(row.namespaced_name),
    actionName: asText(row.action_name),
    description: asText(row.description),
    definitionOfDone: asTextOrNull(row.definition_of_done),
    phase: row.phase as Phase,
    processingState: row.processing_state as ProcessingState,
    projects: parts.projects,
    arguments: parts.arguments,
    invariants: parts.invariants,
    automationProfile: readReference(row.automation_profile, damages),
    actors: {
      strategy: asTextOrNull(row.strategy_actor),
      execution: asTextOrNull(row.execution_actor),
      estimation: asTextOrNull(row.estimation_actor),
      review: asTextOrNull(row.review_actor),
      apply: asTextOrNull(row.apply_actor),
      invariant: asTextOrNull(row.invariant_actor),
    },
    changesetId: asTextOrNull(row.changeset_id),
    sandboxRefs: readTexts(row.sandbox_refs_json, "sandbox_refs_json", damages),
    validationSummary: readObject(row.validation_summary_json, "validation_summary_json", damages),
    decisionRootId: asTextOrNull(row.decision_root_id),
    errorMessage: asTextOrNull(row.error_message),
    errorDetails: readObject(row.error_details_json, "error_details_json", damages),
    reversionCount: asNumber(row.reversion_count, 0),
    lastCompletedStep: asNumber(row.last_completed_step, -1),
    lastCheckpointId: asTextOrNull(row.last_checkpoint_id),
    executionEnvironment: asTextOrNull(row.execution_environment),
    executionEnvPriority: readPriority(row.execution_env_priority, damages),
    reusable: asBoolean(row.reusable),
    readOnly: asBoolean(row.read_only),
    createdBy: asTextOrNull(row.created_by),
    tags: readTexts(row.tags_json, "tags_json", damages),
    times: {
      createdAt: readInstant(row.created_at, "created_at", damages),
      updatedAt: readInstant(row.updated_at, "updated_at", damages),
      queuedAt: readInstantOrNull(row.queued_at, "queued_at", damages),
      strategizeStartedAt: readInstantOrNull(row.strategize_started_at, "strategize_started_at", damages),
      strategizeCompletedAt: readInstantOrNull(
        row.strategize_completed_at,
        "strategize_completed_at",
        damages,
      ),
      executeStartedAt: readInstantOrNull(row.execute_started_at, "execute_started_at", damages),
      executeCompletedAt: readInstantOrNull(row.execute_completed_at, "execute_completed_at", damages),
      applyStartedAt: readInstantOrNull(row.apply_started_at, "apply_started_at", damages),
      appliedAt: readInstantOrNull(row.applied_at, "applied_at", damages),
      completedAt: readInstantOrNull(row.completed_at, "completed_at", damages),
    },
    retryCount: asNumber(row.retry_count, 0),
    costTotal: asNumber(row.cost_total, 0),
    callsInPhase: asNumber(row.calls_in_phase, 0),
    subplanSettings: readSubplanSettings(row.subplan_settings_json, "subplan_settings_json", damages),
    leaseFence: asNumber(row.lease_fence, 0),
    version: asNumber(row.version, 1),
  });
};
