/**
 * The 11 thresholds in the order of the specification's table (domain.md section 6): their name, the name that files
 * may use instead, the operation that is held against them (domain.md section 5) and what they gate.
 */
export const THRESHOLDS = [
  {
    name: "auto_strategize",
    alias: "decompose_task",
    operation: "strategize",
    gates: "action to strategize",
  },
  { name: "auto_execute", alias: "create_tool", operation: "execute", gates: "strategize to execute" },
  { name: "auto_apply", alias: "select_tool", operation: "apply", gates: "execute to apply" },
  {
    name: "auto_decisions_strategize",
    alias: "edit_code",
    operation: "decide-strategize",
    gates: "decisions while strategizing",
  },
  {
    name: "auto_decisions_execute",
    alias: "execute_command",
    operation: "decide-execute",
    gates: "decisions while executing",
  },
  {
    name: "auto_validation_fix",
    alias: "create_file",
    operation: "fix-validation",
    gates: "fix and validate again",
  },
  {
    name: "auto_strategy_revision",
    alias: "delete_content",
    operation: "revise-strategy",
    gates: "execute to strategize",
  },
  {
    name: "auto_reversion_from_apply",
    alias: "access_network",
    operation: "revert-apply",
    gates: "apply to strategize",
  },
  { name: "auto_child_plans", alias: "install_dependency", operation: "spawn", gates: "spawning children" },
  {
    name: "auto_retry_transient",
    alias: "modify_config",
    operation: "retry",
    gates: "retry after a transient failure",
  },
  {
    name: "auto_checkpoint_restore",
    alias: "approve_plan",
    operation: "restore-checkpoint",
    gates: "restoring a checkpoint",
  },
] as const;

/** The name of a threshold, as it is written everywhere but in files that use the alias. */
export type ThresholdName = (typeof THRESHOLDS)[number]["name"];

/** The other name of a threshold, accepted in files only. */
export type ThresholdAlias = (typeof THRESHOLDS)[number]["alias"];

/** One number in [0, 1] per gate: 0 is automatic, 1 is a person, in between a confidence decides. */
export type Thresholds = { readonly [Name in ThresholdName]: number };

/** The names of the thresholds, in the order of the table. */
export const THRESHOLD_NAMES: ReadonlyArray<ThresholdName> = THRESHOLDS.map((threshold) => threshold.name);

/** Builds all thresholds by asking for each once, in the order of the table. */
export const makeThresholds = (value: (name: ThresholdName, index: number) => number): Thresholds =>
  Object.fromEntries(THRESHOLD_NAMES.map((name, index) => [name, value(name, index)])) as Thresholds;
