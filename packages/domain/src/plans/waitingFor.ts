import * as Effect from "effect/Effect";
import type { Operation } from "../gate/Operation.ts";
import { THRESHOLD_OF } from "../gate/Operation.ts";
import { isDamaged } from "../json/Damaged.ts";
import { nextPhase } from "../plan/lifecycle/forwardGate.ts";
import type { Plan } from "../plan/Plan.ts";
import { hasRules } from "../plan/PlanEventName.ts";
import type { PlanId } from "../plan/PlanId.ts";
import { isFinished, isLegal, isRecoverable } from "../plan/PlanState.ts";
import { planReference } from "../plan/planReference.ts";
import { DEFAULT_SUBPLAN_SETTINGS, type SubplanSettings } from "../plan/SubplanSettings.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import type { WaitingFor } from "./PlanView.ts";

const MOST_NAMED = 50;

/** The settings of a plan's children; what cannot be read counts as the defaults. */
export const settingsOf = (plan: Plan): SubplanSettings =>
  plan.subplanSettings === null || isDamaged(plan.subplanSettings)
    ? DEFAULT_SUBPLAN_SETTINGS
    : plan.subplanSettings;

const person = (plan: Plan, command: string): Pick<WaitingFor, "approvers" | "nextCommand" | "plans"> => ({
  approvers: ["user:*"],
  nextCommand: `planwright plan ${command} ${planReference(plan.planId)}`,
  plans: [],
});

const capture = (plan: Plan): WaitingFor => ({
  kind: "capture",
  operation: null,
  threshold: null,
  decisionId: null,
  ...person(plan, "capture"),
});

const repair = (plan: Plan): WaitingFor => ({
  kind: "approval",
  operation: null,
  threshold: null,
  decisionId: null,
  ...person(plan, "revert"),
});

const approval = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
  operation: Operation,
  command: string,
): Effect.fn.Return<WaitingFor, StorageError> {
  const decision = yield* stores.decisions.latest(plan.planId, operation);
  const snapshot = plan.effectiveProfileSnapshot;
  const name = THRESHOLD_OF[operation];
  const threshold =
    name === null || snapshot._tag !== "Captured" ? null : { name, value: snapshot.profile.thresholds[name] };
  const decisionId =
    decision?.outcome === "needs_approval" || decision?.outcome === "refused" ? decision.decisionId : null;
  return { kind: "approval", operation, threshold, decisionId, ...person(plan, command) };
});

const held = (kind: "dependency" | "sibling", plans: ReadonlyArray<PlanId>): WaitingFor => ({
  kind,
  operation: null,
  threshold: null,
  decisionId: null,
  plans,
  approvers: [],
  nextCommand: null,
});

const byDependencies = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
): Effect.fn.Return<WaitingFor | null, StorageError> {
  const pending = yield* stores.work.pendingDependencies(plan.planId);
  if (pending.length === 0) return null;
  const plans = pending.slice(0, MOST_NAMED).map((dependency) => dependency.planId);
  const hopeless = pending.some((dependency) => dependency.processingState === "cancelled");
  return { ...held("dependency", plans), ...(hopeless ? { ...person(plan, "cancel"), plans } : {}) };
});

const bySiblings = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
  settings: SubplanSettings,
): Effect.fn.Return<WaitingFor | null, StorageError> {
  if (settings.executionMode === "sequential") {
    const older = yield* stores.work.unfinishedOlder(plan, MOST_NAMED);
    if (older.length > 0) return held("sibling", older);
  }
  if (plan.leaseFence > 0) return null;
  const open = yield* stores.work.openSiblings(plan, Math.max(settings.maxParallel, MOST_NAMED));
  return open.length < settings.maxParallel ? null : held("sibling", open.slice(0, MOST_NAMED));
});

const queuedChild = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
  parentPlanId: PlanId,
): Effect.fn.Return<WaitingFor | null, StorageError> {
  const parent = yield* stores.plans.find(parentPlanId);
  const settings = parent === null ? DEFAULT_SUBPLAN_SETTINGS : settingsOf(parent);
  const dependency =
    settings.executionMode === "dependency_ordered" ? yield* byDependencies(stores, plan) : null;
  return dependency ?? (yield* bySiblings(stores, plan, settings));
});

/** What a plan waits for before anything else can happen to it; null when it runs, may be claimed or is finished. */
export const waitingFor = (stores: Stores, plan: Plan): Effect.Effect<WaitingFor | null, StorageError> => {
  const state = plan.processingState;
  if (isFinished(state)) return Effect.succeed(null);
  if (!hasRules(plan)) return Effect.succeed(capture(plan));
  if (!isLegal(plan)) return Effect.succeed(repair(plan));
  const to = nextPhase(plan);
  if (to !== null) return approval(stores, plan, to, to);
  if (isRecoverable(state)) return approval(stores, plan, "retry", "retry");
  if (state !== "queued" || plan.parentPlanId === null) return Effect.succeed(null);
  return queuedChild(stores, plan, plan.parentPlanId);
};
