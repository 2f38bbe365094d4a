import { isDamaged, type Readable } from "../json/Damaged.ts";

/** How a parent's children run (domain.md section 2, Subplans). */
export interface SubplanSettings {
  readonly executionMode: ExecutionMode;
  readonly mergeStrategy: MergeStrategy;
  /** Recorded for the worker. */
  readonly timeoutSeconds: number | null;
  /** Children open at once, 1 to 64. */
  readonly maxParallel: number;
  readonly failFast: boolean;
  readonly retryFailed: boolean;
  /** Automatic retries that a child may have, at most. */
  readonly maxRetries: number;
}

/** The orders in which children can run. */
export const EXECUTION_MODES = ["sequential", "parallel", "dependency_ordered"] as const;
/** The order in which children run. */
export type ExecutionMode = (typeof EXECUTION_MODES)[number];

/** The ways in which a worker can put children's changes together; recorded, not acted on. */
export const MERGE_STRATEGIES = [
  "git_three_way",
  "sequential_apply",
  "fail_on_conflict",
  "last_wins",
] as const;
/** The way in which a worker puts children's changes together. */
export type MergeStrategy = (typeof MERGE_STRATEGIES)[number];

/** What holds for a parent that says nothing, or whose settings cannot be read. */
export const DEFAULT_SUBPLAN_SETTINGS: SubplanSettings = {
  executionMode: "parallel",
  mergeStrategy: "git_three_way",
  timeoutSeconds: null,
  maxParallel: 4,
  failFast: false,
  retryFailed: true,
  maxRetries: 2,
};

/** What counts for the children of a plan: its settings where they can be read, and else the defaults. */
export const effectiveSubplans = (settings: Readable<SubplanSettings> | null): SubplanSettings =>
  settings === null || isDamaged(settings) ? DEFAULT_SUBPLAN_SETTINGS : settings;
