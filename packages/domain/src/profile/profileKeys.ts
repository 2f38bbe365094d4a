import type { Guards, SafetyRules } from "./Profile.ts";

/** How the safety rules are called in files and stored texts, in the order of domain.md section 6. */
export const SAFETY_KEYS = {
  require_sandbox: "requireSandbox",
  require_checkpoints: "requireCheckpoints",
  allow_unsafe_tools: "allowUnsafeTools",
  require_human_approval: "requireHumanApproval",
  allowed_skill_categories: "allowedSkillCategories",
  max_cost_per_plan: "maxCostPerPlan",
  max_total_cost: "maxTotalCost",
  max_retries_per_step: "maxRetriesPerStep",
} as const satisfies { readonly [key: string]: keyof SafetyRules };

/** The written name of a safety rule. */
export type SafetyKey = keyof typeof SAFETY_KEYS;

/** How the guards are called below `guards`, in the order of domain.md section 6. */
export const GUARD_KEYS = {
  tool_denylist: "toolDenylist",
  tool_allowlist: "toolAllowlist",
  max_tool_calls_per_step: "maxToolCallsPerStep",
  max_total_cost: "maxTotalCost",
  require_approval_for_writes: "requireApprovalForWrites",
  require_approval_for_apply: "requireApprovalForApply",
} as const satisfies { readonly [key: string]: keyof Guards };

/** The written name of a guard. */
export type GuardKey = keyof typeof GUARD_KEYS;

/** The entries of an object that the compiler knows the keys of. */
export const entriesOf = <K extends string, V>(
  object: { readonly [Key in K]: V },
): ReadonlyArray<readonly [K, V]> => Object.entries<V>(object) as Array<[K, V]>;
