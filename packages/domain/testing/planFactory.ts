import * as Result from "effect/Result";
import { type Plan, type PlanActors, type PlanTimes, rootOf } from "../src/plan/Plan.ts";
import { makeUlids, type PlanId, shortId } from "../src/plan/PlanId.ts";
import { DEFAULT_PROFILE_NAME, findBuiltIn } from "../src/profile/builtIns.ts";
import type { Profile } from "../src/profile/Profile.ts";
import { type NewSnapshot, ProfileSnapshot } from "../src/profile/ProfileSnapshot.ts";
import { Instant } from "../src/time/Instant.ts";
import { ACTION_NAME } from "./actionFactory.ts";
import { TestCrypto } from "./crypto/TestCrypto.ts";

/** Any field of a plan; of actors and times any one. Damaged values are `Damaged.of(text)`. */
export type PlanOverrides = Partial<Omit<Plan, "actors" | "times">> & {
  readonly actors?: Partial<PlanActors>;
  readonly times?: Partial<PlanTimes>;
};

/** Makes plans whose ids are real ULIDs and rise, as their instants do: one second for each. */
export interface PlanFactory {
  readonly newId: () => PlanId;
  /** A later instant each time. */
  readonly now: () => Instant;
  /** A snapshot of a profile, or of the built-in one of that name. */
  readonly snapshot: (profile?: Profile | string) => NewSnapshot;
  /** A root in `action/queued` under `balanced`, where nothing else is asked for. */
  readonly plan: (overrides?: PlanOverrides) => Plan;
  /** A child of `parent` with the parent's rules; it has no name. */
  readonly child: (parent: Plan, overrides?: PlanOverrides) => Plan;
}

const FIRST_MILLIS = Date.parse("2026-01-01T00:00:00.000Z");
const STEP_MILLIS = 1_000;

const ACTORS: PlanActors = {
  strategy: "local/strategist",
  execution: "local/executor",
  estimation: null,
  review: null,
  apply: null,
  invariant: null,
};

const timesFrom = (createdAt: Instant): PlanTimes => ({
  createdAt,
  updatedAt: createdAt,
  queuedAt: createdAt,
  strategizeStartedAt: null,
  strategizeCompletedAt: null,
  executeStartedAt: null,
  executeCompletedAt: null,
  applyStartedAt: null,
  appliedAt: null,
  completedAt: null,
});

/** What a new plan has besides its identity and its instants. */
const NEW_PLAN = {
  attempt: 1,
  actionName: ACTION_NAME,
  description: "Build the thing",
  definitionOfDone: "The thing is built",
  phase: "action",
  processingState: "queued",
  projects: [{ name: "local/app", alias: null, readOnly: false }],
  arguments: [],
  invariants: [],
  automationProfile: { name: DEFAULT_PROFILE_NAME, provenance: "global" },
  actors: ACTORS,
  changesetId: null,
  sandboxRefs: [],
  validationSummary: null,
  decisionRootId: null,
  errorMessage: null,
  errorDetails: null,
  reversionCount: 0,
  lastCompletedStep: -1,
  lastCheckpointId: null,
  executionEnvironment: null,
  executionEnvPriority: null,
  reusable: true,
  readOnly: false,
  createdBy: null,
  tags: [],
  retryCount: 0,
  costTotal: 0,
  callsInPhase: 0,
  subplanSettings: null,
  leaseFence: 0,
  version: 1,
} as const satisfies Partial<Plan>;

const builtIn = (name: string): Profile => {
  const profile = findBuiltIn(name);
  if (profile === undefined) throw new RangeError(`no built-in profile is called ${name}`);
  return profile;
};

/** A new factory; the same seed gives the same plans. */
export const makePlanFactory = (seed = 1): PlanFactory => {
  const { randomBytes, sha256 } = TestCrypto.make(seed);
  const ulid = makeUlids(randomBytes);
  let millis = FIRST_MILLIS;
  const now = (): Instant => {
    millis += STEP_MILLIS;
    return Instant.fromMillis(millis);
  };
  const newId = (): PlanId => ulid(Instant.toMillis(now()));

  const snapshot = (profile: Profile | string = DEFAULT_PROFILE_NAME): NewSnapshot => {
    const resolved = typeof profile === "string" ? builtIn(profile) : profile;
    const resolution = { plan: null, action: null, project: null, global: resolved.name };
    const parts = {
      profile: resolved,
      provenance: "global",
      resolution,
      resolvedAt: Instant.fromMillis(millis),
    } as const;
    return Result.getOrThrow(ProfileSnapshot.make(parts, sha256));
  };

  const make = (parent: Plan | null, overrides: PlanOverrides): Plan => {
    const planId = overrides.planId ?? newId();
    const createdAt = Instant.fromMillis(millis);
    const rules =
      overrides.effectiveProfileSnapshot ?? parent?.effectiveProfileSnapshot ?? snapshot().captured;
    return {
      ...NEW_PLAN,
      planId,
      parentPlanId: parent?.planId ?? null,
      rootPlanId: rootOf(planId, parent),
      name: parent === null ? `${ACTION_NAME}-${shortId(planId).toLowerCase()}` : null,
      automationProfile: parent?.automationProfile ?? NEW_PLAN.automationProfile,
      effectiveProfileSnapshot: rules,
      profileDigest: rules._tag === "Captured" ? rules.digest : null,
      ...overrides,
      actors: { ...ACTORS, ...overrides.actors },
      times: { ...timesFrom(createdAt), ...overrides.times },
    };
  };

  return {
    newId,
    now,
    snapshot,
    plan: (overrides = {}) => make(null, overrides),
    child: (parent, overrides = {}) => make(parent, overrides),
  };
};
