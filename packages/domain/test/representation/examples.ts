import { Damaged } from "../../src/json/Damaged.ts";
import type { JsonObject } from "../../src/json/JsonValue.ts";
import { treeOf } from "../../src/plan/PlanTree.ts";
import { BUILT_INS, findBuiltIn } from "../../src/profile/builtIns.ts";
import { diffProfiles } from "../../src/profile/diffProfiles.ts";
import { DEFAULT_SAFETY, NO_GUARDS, type Profile } from "../../src/profile/Profile.ts";
import { makeThresholds } from "../../src/profile/Threshold.ts";
import * as data from "../../src/representation/index.ts";
import type { CommandName } from "../../src/representation/schemas.ts";
import type { Setting } from "../../src/setting/Setting.ts";
import { Instant } from "../../src/time/Instant.ts";
import { makeAction } from "../../testing/actionFactory.ts";
import { makeEvent } from "../../testing/recordFactory.ts";
import {
  ANN,
  adoptedPlan,
  answer,
  CREATED,
  damagedPlan,
  id,
  MARKER,
  NOW,
  plan,
  view,
  WORKER,
  waitingDecision,
  waitsFor,
  waitsWithoutGate,
} from "./plans.ts";

/** One answer of a command: the golden file's name begins with the command. */
export interface Example {
  readonly command: CommandName;
  /** Tells several examples of one command apart. */
  readonly variant?: string;
  readonly data: JsonObject;
}

const builtIn = (name: string): Profile => {
  const profile = findBuiltIn(name);
  if (profile === undefined) throw new RangeError(`no built-in profile is called ${name}`);
  return profile;
};

const careful: Profile = {
  name: "local/careful",
  description: "As balanced, with guards",
  source: "custom",
  schemaVersion: "1.0",
  thresholds: makeThresholds(() => 0.9),
  safety: { ...DEFAULT_SAFETY, maxCostPerPlan: 2.5, maxTotalCost: 10, allowedSkillCategories: ["docs"] },
  guards: { ...NO_GUARDS, toolDenylist: ["rm*"], requireApprovalForWrites: true },
};

const release = makeAction({
  name: "local/release",
  longDescription: "Builds, signs and publishes",
  automationProfile: "local/careful",
  safetyProfile: { requireHumanApproval: true, maxRetriesPerStep: 0 },
  arguments: [
    {
      name: "target",
      type: "string",
      required: true,
      description: "Where to",
      min: null,
      max: null,
      pattern: "[a-z]+",
    },
    {
      name: "coverage",
      type: "float",
      required: false,
      default: 85.5,
      description: null,
      min: 0,
      max: 100,
      pattern: null,
    },
  ],
  invariants: ["Nothing leaves the sandbox"],
  tags: ["ci"],
  createdBy: ANN,
  version: 2,
});

const damagedAction = makeAction({
  name: "local/broken",
  safetyProfile: Damaged.of(MARKER),
  tags: Damaged.of(MARKER),
  createdAt: Damaged.of(MARKER),
  arguments: [
    {
      name: "old",
      type: "list",
      required: false,
      default: Damaged.of(MARKER),
      description: null,
      min: null,
      max: null,
      pattern: null,
    },
  ],
  state: "archived",
});

const done = plan({
  planId: id(3),
  phase: "apply",
  processingState: "applied",
  times: { completedAt: Instant.addMillis(CREATED, 90_000) },
});

const errored = plan({
  planId: id(4),
  parentPlanId: id(1),
  rootPlanId: id(1),
  name: null,
  phase: "execute",
  processingState: "errored",
  attempt: 2,
  version: 9,
  errorMessage: "The network was away",
  errorDetails: { step: 3, phase: "execute", category: "transient", actor: WORKER },
});

const claimed = plan({ phase: "execute", processingState: "processing", leaseFence: 1, version: 5 });

const treeNodes = [
  { planId: id(1), parentPlanId: null, phase: "execute", processingState: "processing", description: "Top" },
  { planId: id(2), parentPlanId: id(1), phase: "apply", processingState: "applied", description: "First" },
  {
    planId: id(3),
    parentPlanId: id(1),
    phase: "strategize",
    processingState: "queued",
    description: "Second",
  },
  { planId: id(4), parentPlanId: id(3), phase: "action", processingState: "queued", description: "Below" },
  { planId: id(5), parentPlanId: id(4), phase: "action", processingState: "queued", description: "Deepest" },
] as const;

const tree = treeOf(id(1), treeNodes);
if (tree === undefined) throw new RangeError("the example has a top");

const created = {
  ...makeEvent(plan(), { actor: ANN, at: CREATED, data: { name: "local/build-00000001" } }),
  id: 1,
};
const set = {
  id: 2,
  at: NOW,
  type: "config.set",
  planId: null,
  rootPlanId: null,
  version: null,
  actor: ANN,
  data: { key: "core.automation-profile", project: null, value: "cautious", before: null },
} as const;

const approved = waitingDecision({ decisionId: id(6), outcome: "approved", actor: ANN, confidence: null });
const refused = waitingDecision({
  decisionId: id(7),
  operation: "tool",
  threshold: null,
  confidence: null,
  outcome: "refused",
  rule: "tool_denylist",
});

const global: Setting = {
  key: "core.automation-profile",
  project: null,
  value: "cautious",
  updatedAt: NOW,
  updatedBy: ANN,
};

const noFindings = {
  orphan: 0,
  cycle: 0,
  wrongRoot: 0,
  damagedProfile: 0,
  missingAction: 0,
  danglingChild: 0,
  duplicateChild: 0,
  badTimestamp: 0,
};

const everyField = plan({
  phase: "execute",
  processingState: "complete",
  changesetId: "cs-1",
  sandboxRefs: ["sandbox/1"],
  validationSummary: { required_failed: 0, passed: 12 },
  decisionRootId: "d-1",
  errorMessage: "once",
  errorDetails: { category: "other" },
  reversionCount: 1,
  lastCompletedStep: 7,
  lastCheckpointId: "cp-7",
  executionEnvironment: "container",
  executionEnvPriority: "override",
  tags: ["ci"],
  retryCount: 1,
  costTotal: 1.25,
  callsInPhase: 4,
  subplanSettings: {
    executionMode: "dependency_ordered",
    mergeStrategy: "fail_on_conflict",
    timeoutSeconds: 60,
    maxParallel: 2,
    failFast: true,
    retryFailed: false,
    maxRetries: 0,
  },
  times: { executeStartedAt: CREATED, executeCompletedAt: NOW },
});

/** At least one answer of every command, the same in every run. */
export const examples: ReadonlyArray<Example> = [
  {
    command: "action create",
    data: data.actionCreateData({ action: release, replaced: true, replayed: false }),
  },
  {
    command: "action create",
    variant: "replayed",
    data: data.actionCreateData({ action: release, replaced: false, replayed: true }),
  },
  { command: "action list", data: data.actionListData([damagedAction, release], { namespace: "local" }) },
  { command: "action list", variant: "empty", data: data.actionListData([], { state: "archived" }) },
  { command: "action show", data: data.actionShowData(makeAction()) },
  { command: "action show", variant: "damaged", data: data.actionShowData(damagedAction) },
  { command: "action archive", data: data.actionShowData({ ...release, state: "archived" }) },
  {
    command: "automation-profile add",
    data: data.automationProfileAddData({ profile: careful, replaced: false }),
  },
  { command: "automation-profile list", data: data.automationProfileListData([...BUILT_INS, careful]) },
  { command: "automation-profile show", data: data.automationProfileShowData(builtIn("cautious")) },
  { command: "automation-profile remove", data: data.automationProfileRemoveData(careful) },
  {
    command: "automation-profile diff",
    data: data.automationProfileDiffData(
      { left: builtIn("balanced"), right: careful, differences: diffProfiles(builtIn("balanced"), careful) },
      { left: "plan:00000001", right: "local/careful" },
    ),
  },
  { command: "plan use", data: data.planUseData(answer(plan({ phase: "strategize" })), NOW) },
  {
    command: "plan use",
    variant: "waiting",
    data: data.planUseData(
      answer(plan(), {
        waitingFor: waitsFor({
          operation: "strategize",
          threshold: { name: "auto_strategize", value: 1 },
          nextCommand: "planwright plan strategize 00000001",
        }),
        decision: waitingDecision({
          operation: "strategize",
          threshold: { name: "auto_strategize", value: 1 },
          confidence: null,
        }),
        replayed: true,
      }),
      NOW,
    ),
  },
  {
    command: "plan spawn",
    data: data.planAnswerData(
      answer(errored, { decision: waitingDecision({ operation: "spawn", outcome: "automatic" }) }),
      NOW,
    ),
  },
  {
    command: "plan list",
    data: data.planListData(
      {
        plans: [errored, done, damagedPlan()],
        filter: { project: "local/app", needsApproval: true, since: CREATED },
        nextCursor: "WyJjdXJzb3IiXQ",
        totals: { errored: 4, applied: 1_200, queued: 1 },
      },
      NOW,
    ),
  },
  {
    command: "plan list",
    variant: "empty",
    data: data.planListData({ plans: [], filter: {}, nextCursor: null, totals: null }, NOW),
  },
  { command: "plan status", data: data.planStatusData(view(), NOW) },
  { command: "plan status", variant: "damaged", data: data.planStatusData(view(damagedPlan()), NOW) },
  {
    command: "plan status",
    variant: "not-captured",
    data: data.planStatusData(
      view(adoptedPlan(), {
        waitingFor: waitsWithoutGate({
          kind: "capture",
          nextCommand: "planwright plan capture 'it'\\''s old'",
        }),
      }),
      NOW,
    ),
  },
  {
    command: "plan status",
    variant: "errored",
    data: data.planStatusData(
      view(errored, {
        children: { total: 1_000, byState: { queued: 998, applied: 2 }, more: true },
        waitingFor: waitsWithoutGate({
          kind: "sibling",
          plans: [id(2), id(3)],
          approvers: [],
          nextCommand: null,
        }),
      }),
      NOW,
    ),
  },
  { command: "plan tree", data: data.planTreeData(tree) },
  { command: "plan tree", variant: "cut", data: data.planTreeData(tree, 1) },
  { command: "plan history", data: data.planHistoryData({ events: [created, set] }) },
  {
    command: "plan explain",
    data: data.planExplainData({
      planId: id(1),
      decisions: [
        waitingDecision(),
        refused,
        approved,
        waitingDecision({ operation: "apply", decisionId: id(8) }),
      ],
    }),
  },
  { command: "plan snapshot", data: data.planSnapshotData(plan()) },
  { command: "plan snapshot", variant: "not-captured", data: data.planSnapshotData(adoptedPlan()) },
  { command: "plan snapshot", variant: "damaged", data: data.planSnapshotData(damagedPlan()) },
  {
    command: "plan wait",
    data: data.planWaitData(view(plan(), { waitingFor: waitsFor() }), NOW, {
      until: "applied",
      outcome: "gate",
      waitedMillis: 1_500.7,
    }),
  },
  {
    command: "plan export",
    data: data.planExportData([
      { plan: everyField, decisions: [waitingDecision()], events: [created] },
      { plan: damagedPlan(), decisions: [], events: [] },
    ]),
  },
  {
    command: "plan check",
    data: data.planCheckData({ ...answer(), decision: refused }, NOW),
  },
  ...(["plan advance", "plan strategize", "plan execute", "plan apply"] as const).map(
    (command): Example => ({
      command,
      data: data.planAnswerData(answer(plan(), { decision: approved }), NOW),
    }),
  ),
  {
    command: "plan claim",
    data: data.planClaimData(
      {
        ...answer(claimed),
        leaseToken: `${id(1)}.1.${"0".repeat(32)}`,
        expiresAt: Instant.addMillis(NOW, 300_000),
      },
      NOW,
    ),
  },
  { command: "plan claim", variant: "nothing", data: data.planClaimData(null, NOW) },
  {
    command: "plan heartbeat",
    data: data.planHeartbeatData({ planId: id(1), expiresAt: Instant.addMillis(NOW, 300_000) }),
  },
  ...(
    [
      "plan complete",
      "plan fail",
      "plan constrain",
      "plan release",
      "plan retry",
      "plan revert",
      "plan capture",
    ] as const
  ).map((command): Example => ({ command, data: data.planAnswerData(answer(errored), NOW) })),
  { command: "plan reclaim", data: data.planReclaimData({ reclaimed: [id(1), id(4)], more: false }) },
  {
    command: "plan cancel",
    data: data.planCancelData({
      ...answer(plan({ processingState: "cancelled", times: { completedAt: NOW } })),
      reason: "No longer needed",
      descendants: { cancelled: 3, alreadyFinished: 1 },
    }),
  },
  { command: "plan delete", data: data.planDeleteData({ planId: id(4), rootPlanId: id(1), deleted: 2 }) },
  {
    command: "config get",
    data: data.configGetData({
      place: { key: "core.automation-profile", project: "local/app" },
      setting: null,
    }),
  },
  { command: "config set", data: data.configSetData(global) },
  {
    command: "config list",
    data: data.configListData([global, { ...global, project: "local/app", value: "manual" }]),
  },
  {
    command: "db status",
    data: data.dbStatusData({
      engine: "sqlite",
      location: "/var/lib/ledger.db",
      schemaVersion: "0001_baseline",
      pending: ["0002_align_plans_schema"],
      healthy: false,
    }),
  },
  {
    command: "db migrate",
    data: data.dbMigrateData({
      from: null,
      to: "0002_align_plans_schema",
      applied: [{ name: "0001_baseline", durationMillis: 12.6, rows: 0 }],
      findings: { ...noFindings, orphan: 2, wrongRoot: 1 },
      backup: "/var/lib/ledger.db.backup",
    }),
  },
  {
    command: "db migrate",
    variant: "dry-run",
    data: data.dbMigrateData({
      from: "0001_baseline",
      to: "0002_align_plans_schema",
      applied: [],
      findings: noFindings,
      backup: null,
      pending: [{ name: "0002_align_plans_schema", steps: [{ description: "Fill the roots", rows: 1_200 }] }],
    }),
  },
  {
    command: "db verify",
    data: data.dbVerifyData({
      equal: false,
      differences: [
        { kind: "column", table: "v3_plans", name: "version", expected: "integer not null", found: null },
      ],
      extras: [{ kind: "table", table: "decisions", name: "decisions" }],
    }),
  },
  {
    command: "db findings",
    data: data.dbFindingsData([
      {
        id: 1,
        planId: id(13),
        kind: "damaged_profile",
        original: { automation_profile: MARKER, effective_profile_snapshot: MARKER },
        actionTaken: "left as it is",
        migration: "0002_align_plans_schema",
      },
      {
        id: 2,
        planId: null,
        kind: "missing_action",
        original: { action_name: "local/gone" },
        actionTaken: "an archived stub was added",
        migration: null,
      },
      {
        id: 3,
        planId: null,
        kind: "orphan",
        original: Damaged.of(MARKER),
        actionTaken: "none",
        migration: null,
      },
    ]),
  },
  { command: "db backup", data: data.dbBackupData({ file: "/var/lib/copy.db", bytes: 40_960 }) },
];
