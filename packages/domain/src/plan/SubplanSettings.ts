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

export const EXECUTION_MODES = ["sequential", "parallel", "dependency_ordered"] as const;
export type ExecutionMode = (typeof EXECUTION_MODES)[number];

export const MERGE_STRATEGIES = [
  "git_three_way",
  "sequential_apply",
  "fail_on_conflict",
  "last_wins",
] as const;
export type MergeStrategy = (typeof MERGE_STRATEGIES)[number];

/** What holds for a parent that says nothing. */
export const DEFAULT_SUBPLAN_SETTINGS: SubplanSettings = {
  executionMode: "parallel",
  mergeStrategy: "git_three_way",
  timeoutSeconds: null,
  maxParallel: 4,
  failFast: false,
  retryFailed: true,
  maxRetries: 2,
};
