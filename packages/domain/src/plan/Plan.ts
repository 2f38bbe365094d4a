import type { Actor } from "../actor/Actor.ts";
import type { Readable } from "../json/Damaged.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import type { ProfileRef } from "../profile/ProfileRef.ts";
import type { Snapshot } from "../profile/ProfileSnapshot.ts";
import type { Instant } from "../time/Instant.ts";
import type { PlanId } from "./PlanId.ts";
import type { Phase, ProcessingState } from "./PlanState.ts";
import type { SubplanSettings } from "./SubplanSettings.ts";

/** A project that a plan works on. */
export interface PlanProject {
  readonly name: string;
  readonly alias: string | null;
  readonly readOnly: boolean;
}

/** An argument's value as the action's type made it. */
export interface PlanArgument {
  readonly name: string;
  readonly value: Readable<JsonValue>;
}

/** Where an invariant can come from. */
export const INVARIANT_SOURCES = ["plan", "action", "project", "global"] as const;
/** Where an invariant comes from. */
export type InvariantSource = (typeof INVARIANT_SOURCES)[number];

/** Something that must hold while the plan is worked on. */
export interface PlanInvariant {
  readonly text: string;
  readonly source: InvariantSource;
}

/** Who does what; adopted plans may lack the two that new ones must have. */
export interface PlanActors {
  readonly strategy: string | null;
  readonly execution: string | null;
  readonly estimation: string | null;
  readonly review: string | null;
  readonly apply: string | null;
  readonly invariant: string | null;
}

/** The categories of failure; only a transient one may be retried without a person. */
export const ERROR_CATEGORIES = [
  "transient",
  "infeasible",
  "validation",
  "resource",
  "merge_conflict",
  "other",
] as const;
/** The category of a failure. */
export type ErrorCategory = (typeof ERROR_CATEGORIES)[number];

/** The instants of a plan's life; null = not yet. */
export interface PlanTimes {
  readonly createdAt: Readable<Instant>;
  readonly updatedAt: Readable<Instant>;
  readonly queuedAt: Readable<Instant> | null;
  readonly strategizeStartedAt: Readable<Instant> | null;
  readonly strategizeCompletedAt: Readable<Instant> | null;
  readonly executeStartedAt: Readable<Instant> | null;
  readonly executeCompletedAt: Readable<Instant> | null;
  readonly applyStartedAt: Readable<Instant> | null;
  readonly appliedAt: Readable<Instant> | null;
  /** The instant of `applied` or `cancelled`. */
  readonly completedAt: Readable<Instant> | null;
}

/** What is settled when a plan is made and never changes (domain.md section 2). */
export interface PlanIdentity {
  readonly planId: PlanId;
  /** Null exactly for a root. */
  readonly parentPlanId: PlanId | null;
  /** The top ancestor's id; the own one for a root; never null. */
  readonly rootPlanId: PlanId;
  /** The frozen rules; only `capture` may replace what is not captured or damaged. */
  readonly effectiveProfileSnapshot: Snapshot;
  /** SHA-256 of the canonical text of the snapshot's profile, lower-case hex; null when not captured or damaged. */
  readonly profileDigest: string | null;
}

/** A durable record of one piece of work. Text that a store cannot read is `Damaged`, field by field. */
export interface Plan extends PlanIdentity {
  /** At least 1; one more for each retry and each revert. */
  readonly attempt: number;
  /** `[server:]namespace/name`; null for a child. */
  readonly name: string | null;
  readonly actionName: string;
  readonly description: string;
  readonly definitionOfDone: string | null;
  readonly phase: Phase;
  readonly processingState: ProcessingState;
  readonly projects: ReadonlyArray<PlanProject>;
  readonly arguments: ReadonlyArray<PlanArgument>;
  readonly invariants: ReadonlyArray<PlanInvariant>;
  readonly automationProfile: Readable<ProfileRef>;
  readonly actors: PlanActors;
  readonly changesetId: string | null;
  readonly sandboxRefs: Readable<ReadonlyArray<string>>;
  readonly validationSummary: Readable<JsonObject> | null;
  readonly decisionRootId: string | null;
  readonly errorMessage: string | null;
  /** An object with `phase`, `category`, `actor` and free fields. */
  readonly errorDetails: Readable<JsonObject> | null;
  readonly reversionCount: number;
  /** -1 before the first step. */
  readonly lastCompletedStep: number;
  readonly lastCheckpointId: string | null;
  readonly executionEnvironment: string | null;
  readonly executionEnvPriority: ExecutionEnvPriority | null;
  readonly reusable: boolean;
  readonly readOnly: boolean;
  readonly createdBy: Actor | string | null;
  readonly tags: Readable<ReadonlyArray<string>>;
  readonly times: PlanTimes;
  /** Retries since the phase was entered. */
  readonly retryCount: number;
  /** Cost over the plan's life. */
  readonly costTotal: number;
  /** Tool calls since the phase was entered. */
  readonly callsInPhase: number;
  /** How its children run; null = the defaults. */
  readonly subplanSettings: Readable<SubplanSettings> | null;
  /** The fence of its last lease; 0 = never claimed. */
  readonly leaseFence: number;
  /** One more for every change of the row: the optimistic lock. */
  readonly version: number;
}

/** Whether a plan's execution environment yields to another one or prevails. */
export const EXECUTION_ENV_PRIORITIES = ["fallback", "override"] as const;
/** The priority of a plan's execution environment. */
export type ExecutionEnvPriority = (typeof EXECUTION_ENV_PRIORITIES)[number];

/** True when the plan is its tree's top; a root has no parent by construction. */
export const isRoot = (plan: PlanIdentity): boolean => plan.rootPlanId === plan.planId;

/** The one place that decides a plan's root: the parent's for a child, the own id otherwise. */
export const rootOf = (planId: PlanId, parent: PlanIdentity | null): PlanId =>
  parent === null ? planId : parent.rootPlanId;
