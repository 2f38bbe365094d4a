import * as Result from "effect/Result";
import type { Decision } from "../../src/gate/Decision.ts";
import { Damaged } from "../../src/json/Damaged.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import { type PlanId, planIdFromKey } from "../../src/plan/PlanId.ts";
import type { Children, PlanAnswer, PlanView, WaitingFor } from "../../src/plans/PlanView.ts";
import { findBuiltIn } from "../../src/profile/builtIns.ts";
import { ProfileRef } from "../../src/profile/ProfileRef.ts";
import { type Captured, ProfileSnapshot } from "../../src/profile/ProfileSnapshot.ts";
import { sha256 } from "../../testing/crypto/sha256.ts";
import { makePlanFactory, type PlanOverrides } from "../../testing/planFactory.ts";
import { actor, instant, makeDecision } from "../../testing/recordFactory.ts";

/** A text that must never come out again. */
export const MARKER = "MARKER-that-nobody-may-see";

/** A ULID that says which one it is. */
export const id = (number: number): PlanId => planIdFromKey(`01KE1VZ8R0${String(number).padStart(16, "0")}`);

export const CREATED = instant("2026-01-01T00:00:00Z");
export const NOW = instant("2026-01-01T01:02:03.004Z");
export const ANN = actor("user:ann");
export const WORKER = actor("worker:one");

const factory = makePlanFactory();

/** The built-in profile of that name, frozen. */
export const frozen = (name: string): Captured => {
  const profile = findBuiltIn(name);
  if (profile === undefined) throw new RangeError(`no built-in profile is called ${name}`);
  const resolution = { plan: null, action: null, project: null, global: name };
  const parts = { profile, provenance: "global", resolution, resolvedAt: CREATED } as const;
  return Result.getOrThrow(ProfileSnapshot.make(parts, sha256)).captured;
};

/** A plan that is the same in every run, with any field overridden. */
export const plan = (overrides: PlanOverrides = {}): Plan =>
  factory.plan({
    planId: id(1),
    effectiveProfileSnapshot: frozen("balanced"),
    name: "local/build-00000001",
    description: "Build the thing",
    projects: [
      { name: "local/app", alias: "app", readOnly: false },
      { name: "local/docs", alias: null, readOnly: true },
    ],
    arguments: [
      { name: "target", value: "linux" },
      { name: "coverage", value: 85 },
      { name: "flags", value: ["-O2", true, 3] },
    ],
    invariants: [
      { text: "Nothing leaves the sandbox", source: "action" },
      { text: "The API stays", source: "plan" },
    ],
    createdBy: ANN,
    ...overrides,
    times: { createdAt: CREATED, updatedAt: CREATED, queuedAt: CREATED, ...overrides.times },
  });

/** What table K and domain.md section 7 call damaged, everywhere at once; every text held the marker. */
export const damagedPlan = (): Plan =>
  plan({
    planId: id(13),
    automationProfile: ProfileRef.read(`{"profile_name":"${MARKER}`),
    effectiveProfileSnapshot: ProfileSnapshot.read(`{"format":"${MARKER}"}`, sha256),
    arguments: [{ name: "target", value: Damaged.of(MARKER) }],
    sandboxRefs: Damaged.of(MARKER),
    validationSummary: Damaged.of(MARKER),
    errorDetails: Damaged.of(MARKER),
    tags: Damaged.of(MARKER),
    subplanSettings: Damaged.of(MARKER),
    times: { createdAt: Damaged.of(MARKER), queuedAt: Damaged.of(MARKER), completedAt: Damaged.of(MARKER) },
  });

/** A plan from before snapshots. */
export const adoptedPlan = (): Plan =>
  plan({
    planId: planIdFromKey("it's old"),
    effectiveProfileSnapshot: ProfileSnapshot.read("{}", sha256),
    createdBy: null,
    actors: { strategy: null, execution: null },
  });

/** A plan that stands at the gate `execute`, unless it is said. */
export const waitsFor = (overrides: Partial<WaitingFor> = {}): WaitingFor => ({
  kind: "approval",
  operation: "execute",
  threshold: { name: "auto_execute", value: 0.8 },
  decisionId: id(2),
  plans: [],
  approvers: ["user:*"],
  nextCommand: "planwright plan execute 00000001",
  ...overrides,
});

/** A plan that something else than a gate holds back. */
export const waitsWithoutGate = (overrides: Partial<WaitingFor>): WaitingFor =>
  waitsFor({ operation: null, threshold: null, decisionId: null, ...overrides });

/** A decision on the gate `execute` that waits for a person. */
export const waitingDecision = (overrides: Partial<Decision> = {}): Decision =>
  makeDecision(plan(), id(2), {
    operation: "execute",
    threshold: { name: "auto_execute", value: 0.8 },
    confidence: 0.5,
    outcome: "needs_approval",
    rule: "threshold",
    request: { operation: "execute", facts: { plan_cost: 0, sandbox: false } },
    snapshotDigest: frozen("balanced").digest,
    actor: WORKER,
    at: NOW,
    ...overrides,
  });

const childless: Children = { total: 0, byState: {}, more: false };

/** A plan with no children that waits for nothing, unless it is said. */
export const view = (viewed: Plan = plan(), rest: Partial<Omit<PlanView, "plan">> = {}): PlanView => ({
  plan: viewed,
  children: childless,
  waitingFor: null,
  ...rest,
});

/** An answer that asked no gate, unless it is said. */
export const answer = (viewed: Plan = plan(), rest: Partial<Omit<PlanAnswer, "plan">> = {}): PlanAnswer => ({
  ...view(viewed, rest),
  decision: null,
  replayed: false,
  ...rest,
});
