import * as Arbitrary from "effect/Arbitrary";
import {
  EXECUTION_ENV_PRIORITIES,
  INVARIANT_SOURCES,
  type Plan,
  type PlanActors,
  type PlanArgument,
  type PlanIdentity,
  type PlanInvariant,
  type PlanProject,
  type PlanTimes,
} from "../../src/plan/Plan.ts";
import { PHASES, PROCESSING_STATES } from "../../src/plan/PlanState.ts";
import { EXECUTION_MODES, MERGE_STRATEGIES, type SubplanSettings } from "../../src/plan/SubplanSettings.ts";
import { ACTION_NAME } from "../actionFactory.ts";
import { orNull, pick } from "./choose.ts";
import { anyInstant } from "./instants.ts";
import { anyJson, anyJsonObject } from "./json.ts";
import { qualifiedName } from "./names.ts";
import { anyBoolean, real, whole } from "./numbers.ts";
import { anyProfileRef } from "./profiles.ts";
import { anySnapshot } from "./snapshots.ts";
import { someText, text } from "./text.ts";

/** Everything of a plan but who it is; `makePlanFactory().plan(fields)` gives it an identity. */
export type PlanFields = Omit<Plan, Exclude<keyof PlanIdentity, "effectiveProfileSnapshot">>;

/** How a field that may be null is generated: always set, or sometimes null. */
type Optional = <A>(arbitrary: Arbitrary.Arbitrary<A>) => Arbitrary.Arbitrary<A | null>;

/** The first of those that share a key, because stores refuse the others. */
const distinct = <A>(items: ReadonlyArray<A>, key: (item: A) => string | null): ReadonlyArray<A> => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const value = key(item);
    if (value === null) return true;
    const isNew = !seen.has(value);
    seen.add(value);
    return isNew;
  });
};

/** The columns of adopted ledgers are this long. */
const LINE = 255;
const ID = 26;

const projects = (optional: Optional): Arbitrary.Arbitrary<ReadonlyArray<PlanProject>> =>
  Arbitrary.map(
    Arbitrary.array(
      Arbitrary.all({ name: someText(LINE), alias: optional(someText(LINE)), readOnly: anyBoolean }),
      { minLength: 1, maxLength: 3 },
    ),
    (items) =>
      distinct(
        distinct(items, ({ name }) => name),
        ({ alias }) => alias,
      ),
  );

const planArguments: Arbitrary.Arbitrary<ReadonlyArray<PlanArgument>> = Arbitrary.map(
  Arbitrary.array(Arbitrary.all({ name: someText(LINE), value: anyJson }), { minLength: 1, maxLength: 4 }),
  (items) => distinct(items, ({ name }) => name),
);

const invariants: Arbitrary.Arbitrary<ReadonlyArray<PlanInvariant>> = Arbitrary.array(
  Arbitrary.all({ text: text(), source: pick(INVARIANT_SOURCES) }),
  { minLength: 1, maxLength: 4 },
);

const actors = (optional: Optional): Arbitrary.Arbitrary<PlanActors> => {
  const name = optional(someText(LINE));
  return Arbitrary.all({
    strategy: name,
    execution: name,
    estimation: name,
    review: name,
    apply: name,
    invariant: name,
  });
};

const times = (optional: Optional): Arbitrary.Arbitrary<PlanTimes> => {
  const moment = optional(anyInstant);
  return Arbitrary.all({
    createdAt: anyInstant,
    updatedAt: anyInstant,
    queuedAt: moment,
    strategizeStartedAt: moment,
    strategizeCompletedAt: moment,
    executeStartedAt: moment,
    executeCompletedAt: moment,
    applyStartedAt: moment,
    appliedAt: moment,
    completedAt: moment,
  });
};

/** Any settings that a parent may have. */
export const anySubplanSettings: Arbitrary.Arbitrary<SubplanSettings> = Arbitrary.all({
  executionMode: pick(EXECUTION_MODES),
  mergeStrategy: pick(MERGE_STRATEGIES),
  timeoutSeconds: orNull(whole(1, 86_400)),
  maxParallel: whole(1, 64),
  failFast: anyBoolean,
  retryFailed: anyBoolean,
  maxRetries: whole(0, 100),
});

const fields = (optional: Optional): Arbitrary.Arbitrary<PlanFields> =>
  Arbitrary.all({
    effectiveProfileSnapshot: Arbitrary.map(anySnapshot, (snapshot) => snapshot.captured),
    attempt: whole(1),
    name: optional(qualifiedName),
    actionName: Arbitrary.Constant(ACTION_NAME),
    description: text(),
    definitionOfDone: optional(text()),
    phase: pick(PHASES),
    processingState: pick(PROCESSING_STATES),
    projects: projects(optional),
    arguments: planArguments,
    invariants,
    automationProfile: anyProfileRef,
    actors: actors(optional),
    changesetId: optional(someText(ID)),
    sandboxRefs: Arbitrary.array(text(100), { minLength: 1, maxLength: 3 }),
    validationSummary: optional(anyJsonObject),
    decisionRootId: optional(someText(ID)),
    errorMessage: optional(text()),
    errorDetails: optional(anyJsonObject),
    reversionCount: whole(1, 1000),
    lastCompletedStep: whole(0),
    lastCheckpointId: optional(someText(LINE)),
    executionEnvironment: optional(someText(LINE)),
    executionEnvPriority: optional(pick(EXECUTION_ENV_PRIORITIES)),
    reusable: anyBoolean,
    readOnly: anyBoolean,
    createdBy: optional(someText(LINE)),
    tags: Arbitrary.array(text(100), { minLength: 1, maxLength: 3 }),
    times: times(optional),
    retryCount: whole(1),
    costTotal: real(0, 1e12),
    callsInPhase: whole(1),
    subplanSettings: optional(anySubplanSettings),
    leaseFence: whole(1),
    version: whole(1, 1_000_000),
  });

/** Plans with every field set to something that no default could give back by accident (checklist M1). */
export const fullPlanFields: Arbitrary.Arbitrary<PlanFields> = fields((arbitrary) => arbitrary);

/** Plans in which every field that may be null sometimes is. */
export const planFields: Arbitrary.Arbitrary<PlanFields> = fields(orNull);
