import * as Effect from "effect/Effect";
import type { NewEvent } from "../event/LedgerEvent.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { askNextGate } from "../plan/lifecycle/forwardGate.ts";
import { lastDecision, type Transition, unmoved } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan, PlanTimes } from "../plan/Plan.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { Captured } from "../profile/ProfileSnapshot.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { treeCost } from "./treeCost.ts";

/** A plan as it is before anything has happened to it. */
export type NewPlan = Omit<
  Plan,
  keyof typeof UNTOUCHED | "times" | "effectiveProfileSnapshot" | "profileDigest"
> & {
  readonly effectiveProfileSnapshot: Captured;
  readonly profileDigest: string;
};

const UNTOUCHED = {
  attempt: 1,
  phase: "action",
  processingState: "queued",
  changesetId: null,
  sandboxRefs: [],
  validationSummary: null,
  decisionRootId: null,
  errorMessage: null,
  errorDetails: null,
  reversionCount: 0,
  lastCompletedStep: -1,
  lastCheckpointId: null,
  retryCount: 0,
  costTotal: 0,
  callsInPhase: 0,
  leaseFence: 0,
  version: 1,
} as const satisfies Partial<Plan>;

const bornAt = ({ at }: Moment): PlanTimes => ({
  createdAt: at,
  updatedAt: at,
  queuedAt: at,
  strategizeStartedAt: null,
  strategizeCompletedAt: null,
  executeStartedAt: null,
  executeCompletedAt: null,
  applyStartedAt: null,
  appliedAt: null,
  completedAt: null,
});

const createdEvent = (plan: NewPlan, moment: Moment, data: JsonObject): NewEvent => ({
  at: moment.at,
  type: "plan.created",
  planId: plan.planId,
  rootPlanId: plan.rootPlanId,
  version: 1,
  actor: moment.actor,
  data: {
    parent_plan_id: plan.parentPlanId,
    action: plan.actionName,
    name: plan.name,
    snapshot_digest: plan.profileDigest,
    provenance: plan.effectiveProfileSnapshot.provenance,
    resolution: plan.effectiveProfileSnapshot.resolution,
    resolved_at: plan.effectiveProfileSnapshot.resolvedAt,
    ...data,
  },
});

/** What else is written with a new plan. */
export interface Creation {
  /** The canonical text of the profile, kept by digest; undefined when it is known to be kept. */
  readonly profileText?: string | undefined;
  readonly dependencies?: ReadonlyArray<PlanId>;
  readonly confidence?: number | undefined;
  /** Added to the data of `plan.created`. */
  readonly data?: JsonObject;
}

/** Writes a new plan and asks the gate `strategize`, which it may go through at once. */
export const createPlan = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  plan: NewPlan,
  creation: Creation,
): Effect.fn.Return<Transition, StorageError> {
  const born: Plan = Object.freeze({ ...UNTOUCHED, ...plan, times: bornAt(moment) });
  const { profile } = plan.effectiveProfileSnapshot;
  const { transition } = askNextGate(unmoved(born), moment, profile, {
    confidence: creation.confidence,
    treeCost: plan.parentPlanId === null ? 0 : yield* treeCost(stores, born, profile),
  });
  if (creation.profileText !== undefined)
    yield* stores.snapshots.keep(plan.profileDigest, creation.profileText);
  yield* stores.plans.insert([transition.after], creation.dependencies ?? []);
  const decision = lastDecision(transition);
  if (decision !== null) yield* stores.decisions.append(decision);
  yield* stores.events.append([createdEvent(plan, moment, creation.data ?? {}), ...transition.events]);
  return transition;
});
