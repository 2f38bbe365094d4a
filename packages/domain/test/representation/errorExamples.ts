import type { ActionReason } from "../../src/action/ActionError.ts";
import { ActionError } from "../../src/action/ActionError.ts";
import { InvalidInput } from "../../src/input/InvalidInput.ts";
import { PlanError, type PlanReason } from "../../src/plan/PlanError.ts";
import { ProfileError, type ProfileReason } from "../../src/profile/ProfileError.ts";
import type { DomainError } from "../../src/representation/index.ts";
import { StorageError, type StorageReason } from "../../src/store/StorageError.ts";
import { id, MARKER, waitingDecision } from "./plans.ts";

type Reasons<Reason extends { readonly _tag: string }> = {
  readonly [Tag in Reason["_tag"]]: Extract<Reason, { readonly _tag: Tag }>;
};

const planId = id(1);
const many = Array.from({ length: 60 }, (_, index) => id(index));

const plans: Reasons<PlanReason> = {
  NotFound: { _tag: "NotFound", id: "00000001" },
  Ambiguous: { _tag: "Ambiguous", id: "00000001", candidates: many },
  WrongState: {
    _tag: "WrongState",
    planId,
    phase: "strategize",
    processingState: "queued",
    event: "advance to apply",
    version: 3,
    possible: ["claim", "cancel"],
  },
  StaleVersion: { _tag: "StaleVersion", planId, given: 3, current: 5 },
  LeaseLost: { _tag: "LeaseLost", planId, version: 4 },
  LiveLease: { _tag: "LiveLease", planId, count: 2 },
  ReversionLimit: { _tag: "ReversionLimit", planId, limit: 3 },
  DescendantsUnfinished: { _tag: "DescendantsUnfinished", planId, count: 1 },
  HasDescendants: { _tag: "HasDescendants", planId, count: 7 },
  HasDependents: { _tag: "HasDependents", planId },
  ChildrenFailed: { _tag: "ChildrenFailed", planId, count: 1 },
  ValidationFailed: { _tag: "ValidationFailed", planId, requiredFailed: 2 },
  ValidationUnreadable: { _tag: "ValidationUnreadable", planId },
  SandboxRequired: { _tag: "SandboxRequired", planId },
  CheckpointRequired: { _tag: "CheckpointRequired", planId },
  NotCaptured: { _tag: "NotCaptured", planId, damaged: true },
  AlreadyCaptured: { _tag: "AlreadyCaptured", planId },
  PersonRequired: { _tag: "PersonRequired", command: "config set", actor: "agent:one" },
  ApprovalRequired: { _tag: "ApprovalRequired", planId, decision: waitingDecision({ operation: "apply" }) },
  RefusedByRule: {
    _tag: "RefusedByRule",
    planId,
    decision: waitingDecision({ outcome: "refused", rule: "max_total_cost" }),
  },
  KeyInFlight: { _tag: "KeyInFlight", key: "k-1" },
};

const actions: Reasons<ActionReason> = {
  NotFound: { _tag: "NotFound", name: "local/gone" },
  Exists: { _tag: "Exists", name: "local/build" },
  Archived: { _tag: "Archived", name: "local/build" },
  Changed: { _tag: "Changed", name: "local/build" },
  Damaged: { _tag: "Damaged", name: "local/build", length: 26 },
};

const profiles: Reasons<ProfileReason> = {
  Invalid: { _tag: "Invalid", issues: [{ path: ["guards", "tool_denylist", 0], message: "must be a text" }] },
  Unknown: { _tag: "Unknown", name: `{"${MARKER}`, known: ["manual", "balanced"] },
  NotFound: { _tag: "NotFound", name: "team/strict", known: ["manual"] },
  ReadOnly: { _tag: "ReadOnly", name: "manual" },
  Exists: { _tag: "Exists", name: "local/careful" },
  Loosens: { _tag: "Loosens", rules: ["auto_apply", "guards.tool_denylist"] },
  EmptyName: { _tag: "EmptyName", level: "project" },
  Disagree: {
    _tag: "Disagree",
    projects: [
      { project: "local/app", profile: "manual" },
      { project: "local/docs", profile: "auto" },
    ],
  },
  DamagedReference: { _tag: "DamagedReference", length: 26 },
  BadSnapshot: { _tag: "BadSnapshot", problem: "too_deep", length: 400_000 },
};

const storage: Reasons<StorageReason> = {
  Busy: { _tag: "Busy", waitedMillis: 5_000 },
  Conflict: { _tag: "Conflict", constraint: "fk_plans_root" },
  Unavailable: { _tag: "Unavailable", what: "there is no such file" },
  Full: { _tag: "Full" },
  ReadOnly: { _tag: "ReadOnly" },
  Corrupt: { _tag: "Corrupt", what: "the file is no database" },
  SchemaTooNew: { _tag: "SchemaTooNew", what: "The ledger is at 0009." },
  SchemaTooOld: { _tag: "SchemaTooOld", what: "The ledger is at 0001." },
};

/** One error for every reason that a use case can fail with; a new reason does not compile until it has one. */
export const domainErrors: ReadonlyArray<DomainError> = [
  new InvalidInput({
    subject: "action file",
    issues: [
      { path: ["arguments", 0, "na/me~"], message: "must not be empty" },
      { path: [], message: "must be a group of keys" },
    ],
  }),
  ...Object.values(plans).map((reason) => new PlanError({ reason })),
  ...Object.values(actions).map((reason) => new ActionError({ reason })),
  ...Object.values(profiles).map((reason) => new ProfileError({ reason })),
  ...Object.values(storage).map((reason) => new StorageError({ reason })),
];
