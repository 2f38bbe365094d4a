import type { ThresholdName } from "../profile/Threshold.ts";

/** What a gate can be asked about, in the order of the thresholds; `tool` has guards only (domain.md section 5). */
export const OPERATIONS = [
  "strategize",
  "execute",
  "apply",
  "decide-strategize",
  "decide-execute",
  "fix-validation",
  "revise-strategy",
  "revert-apply",
  "spawn",
  "retry",
  "restore-checkpoint",
  "tool",
] as const;
/** Something that a gate can be asked about. */
export type Operation = (typeof OPERATIONS)[number];

/** The threshold that an operation is held against; null for `tool`. */
export const THRESHOLD_OF: { readonly [O in Operation]: ThresholdName | null } = {
  strategize: "auto_strategize",
  execute: "auto_execute",
  apply: "auto_apply",
  "decide-strategize": "auto_decisions_strategize",
  "decide-execute": "auto_decisions_execute",
  "fix-validation": "auto_validation_fix",
  "revise-strategy": "auto_strategy_revision",
  "revert-apply": "auto_reversion_from_apply",
  spawn: "auto_child_plans",
  retry: "auto_retry_transient",
  "restore-checkpoint": "auto_checkpoint_restore",
  tool: null,
};

/** True when `text` names an operation. */
export const isOperation = (text: string): text is Operation =>
  (OPERATIONS as ReadonlyArray<string>).includes(text);
