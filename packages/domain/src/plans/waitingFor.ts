import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { decide } from "../gate/decide.ts";
import type { Operation } from "../gate/Operation.ts";
import { THRESHOLD_OF } from "../gate/Operation.ts";
import { factsOf } from "../plan/lifecycle/askGate.ts";
import { nextPhase } from "../plan/lifecycle/forwardGate.ts";
import type { Plan } from "../plan/Plan.ts";
import { hasRules } from "../plan/PlanEventName.ts";
import type { PlanId } from "../plan/PlanId.ts";
import { isFinished, isLegal, isRecoverable } from "../plan/PlanState.ts";
import { planReference } from "../plan/planReference.ts";
import { effectiveSubplans, type SubplanSettings } from "../plan/SubplanSettings.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import type { WaitingFor } from "./PlanView.ts";
import { treeCost } from "./treeCost.ts";

const MOST_NAMED = 50;

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

/** True when a rule refuses an operation as things stand, whoever asks. */
const isRefused = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
  operation: Operation,
): Effect.fn.Return<boolean, StorageError> {
  const snapshot = plan.effectiveProfileSnapshot;
  if (snapshot._tag !== "Captured") return false;
  const facts = factsOf(plan, yield* treeCost(stores, plan, snapshot.profile));
  return Result.getOrThrow(decide(snapshot.profile, { operation, facts })).outcome === "refused";
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
  const waits: WaitingFor = { kind: "approval", operation, threshold, decisionId, ...person(plan, command) };
  // A limit that is reached refuses persons too (decision record 10): there is nobody to ask. The last decision does not
  // tell: it may have been a check, with a cost that nobody has spent.
  return (yield* isRefused(stores, plan, operation)) ? { ...waits, approvers: [], nextCommand: null } : waits;
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
  const settings = effectiveSubplans(parent === null ? null : parent.subplanSettings);
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
