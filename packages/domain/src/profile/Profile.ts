import type { Thresholds } from "./Threshold.ts";

/** Who wrote a profile: the program, or a person who registered it. */
export const PROFILE_SOURCES = ["built-in", "custom"] as const;
/** Who wrote a profile. */
export type ProfileSource = (typeof PROFILE_SOURCES)[number];

/** The only version of the profile's own form so far. */
export const PROFILE_SCHEMA_VERSION = "1.0";

/** The safety rules; each has a value in every profile (domain.md section 6). */
export interface SafetyRules {
  readonly requireSandbox: boolean;
  readonly requireCheckpoints: boolean;
  readonly allowUnsafeTools: boolean;
  /** A person decides every operation but cancel. */
  readonly requireHumanApproval: boolean;
  /** [] restricts nothing. */
  readonly allowedSkillCategories: ReadonlyArray<string>;
  /** At least 0 and at most `maxTotalCost`; null sets no limit. */
  readonly maxCostPerPlan: number | null;
  /** For a whole tree, at least 0; null sets no limit. */
  readonly maxTotalCost: number | null;
  /** Automatic retries since a phase was entered, an integer of at least 0. */
  readonly maxRetriesPerStep: number;
}

/** The optional guards; what a file leaves out sets no rule (domain.md section 6). */
export interface Guards {
  /** Exact names and `*` globs that are refused. */
  readonly toolDenylist: ReadonlyArray<string>;
  /** Exact names and `*` globs outside of which all is refused; [] refuses every tool, null none. */
  readonly toolAllowlist: ReadonlyArray<string> | null;
  /** Calls since a phase was entered after which a person decides; null sets no limit. */
  readonly maxToolCallsPerStep: number | null;
  /** For a whole tree; the lower of this and the safety rule of the same name holds. */
  readonly maxTotalCost: number | null;
  readonly requireApprovalForWrites: boolean;
  readonly requireApprovalForApply: boolean;
}

/** The rules under which a plan runs: what is automatic, what a person decides and what is refused. */
export interface Profile {
  readonly name: string;
  readonly description: string;
  readonly source: ProfileSource;
  readonly schemaVersion: typeof PROFILE_SCHEMA_VERSION;
  readonly thresholds: Thresholds;
  readonly safety: SafetyRules;
  /** Null when no guard sets a rule. */
  readonly guards: Guards | null;
}

/** What holds for the safety rules that a file leaves out. */
export const DEFAULT_SAFETY: SafetyRules = Object.freeze({
  requireSandbox: true,
  requireCheckpoints: true,
  allowUnsafeTools: false,
  requireHumanApproval: false,
  allowedSkillCategories: Object.freeze([]),
  maxCostPerPlan: null,
  maxTotalCost: null,
  maxRetriesPerStep: 3,
});

/** Guards that set no rule; `Profile.guards` is null rather than equal to this. */
export const NO_GUARDS: Guards = Object.freeze({
  toolDenylist: Object.freeze([]),
  toolAllowlist: null,
  maxToolCallsPerStep: null,
  maxTotalCost: null,
  requireApprovalForWrites: false,
  requireApprovalForApply: false,
});
