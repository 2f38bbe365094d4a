import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Operation } from "./gate/Operation.ts";
import { type AdvanceCommand, advancePlan } from "./plans/advancePlan.ts";
import { type CancelCommand, cancelPlan } from "./plans/cancelPlan.ts";
import { type CaptureCommand, capturePlan } from "./plans/capturePlan.ts";
import { type CheckCommand, checkGate } from "./plans/checkGate.ts";
import { type ClaimCommand, claimWork } from "./plans/claimWork.ts";
import { type DeleteCommand, deletePlan } from "./plans/deletePlan.ts";
import { heartbeat, type LeaseCommand } from "./plans/heartbeat.ts";
import { type ListQuery, listPlans } from "./plans/listPlans.ts";
import { makePlansContext } from "./plans/makePlansContext.ts";
import type { PlansContext } from "./plans/PlansContext.ts";
import {
  type HistoryQuery,
  readAncestors,
  readDecisions,
  readHistory,
  readPlan,
  readRecord,
  readSnapshotText,
  readStatus,
  readTree,
} from "./plans/readPlans.ts";
import { type ReclaimCommand, reclaimWork } from "./plans/reclaimWork.ts";
import {
  type CompleteCommand,
  completeWork,
  constrainWork,
  type FailCommand,
  failWork,
  releaseWork,
} from "./plans/reportWork.ts";
import { type RetryCommand, retryPlan } from "./plans/retryPlan.ts";
import { type RevertCommand, revertPlan } from "./plans/revertPlan.ts";
import { type SpawnCommand, spawnPlan } from "./plans/spawnPlan.ts";
import { type UseCommand, usePlan } from "./plans/usePlan.ts";

const make = (context: PlansContext) => ({
  /** Makes a root plan from an action. */
  use: (command: UseCommand) => usePlan(context, command),
  /** Makes a child of a plan. */
  spawn: (command: SpawnCommand) => spawnPlan(context, command),
  /** Moves a plan to its next phase: by a person the approval, by anybody else the gate asked again. */
  advance: (command: AdvanceCommand) => advancePlan(context, command),
  /** Takes the next plan that may be worked on, under a lease; null when there is none. */
  claim: (command: ClaimCommand) => claimWork(context, command),
  /** Renews a lease. */
  heartbeat: (command: LeaseCommand) => heartbeat(context, command),
  /** Records a result and asks the next gate. */
  complete: (command: CompleteCommand) => completeWork(context, command),
  /** Records a failure; a transient one asks the gate `retry`. */
  fail: (command: FailCommand) => failWork(context, command),
  /** Records that `apply` cannot go on under its constraints. */
  constrain: (command: LeaseCommand) => constrainWork(context, command),
  /** Gives work back unfinished. */
  release: (command: LeaseCommand) => releaseWork(context, command),
  /** Gives the plans of lost workers back to the queue. */
  reclaim: (command: ReclaimCommand) => reclaimWork(context, command),
  /** Tries a stopped plan again. */
  retry: (command: RetryCommand) => retryPlan(context, command),
  /** Sends a plan back to `strategize`. */
  revert: (command: RevertCommand) => revertPlan(context, command),
  /** Ends a plan and everything unfinished below it. */
  cancel: (command: CancelCommand) => cancelPlan(context, command),
  /** Deletes a plan or a subtree; the record stays. */
  remove: (command: DeleteCommand) => deletePlan(context, command),
  /** Gives rules to a plan that has none. */
  capture: (command: CaptureCommand) => capturePlan(context, command),
  /** Asks a gate without moving the plan. */
  check: (command: CheckCommand) => checkGate(context, command),
  /** One plan. */
  get: (id: string) => readPlan(context, id),
  /** One plan with its children and what it waits for. */
  status: (id: string) => readStatus(context, id),
  /** A page of plans, newest first. */
  list: (query: ListQuery) => listPlans(context, query),
  /** A plan and everything below it, depth first. */
  tree: (id: string) => readTree(context, id),
  /** From a plan's parent up to its root. */
  ancestors: (id: string) => readAncestors(context, id),
  /** The events of a plan, also of a deleted one. */
  history: (id: string, query: HistoryQuery = {}) => readHistory(context, id, query),
  /** The decision records of a plan, also of a deleted one. */
  explain: (id: string, operation?: Operation) => readDecisions(context, id, operation),
  /** The text of frozen rules by digest, also of a deleted plan's. */
  snapshotText: (digest: string) => readSnapshotText(context, digest),
  /** Everything that is known of a plan. */
  record: (id: string) => readRecord(context, id),
});

/**
 * The use cases about plans, and the only door to them: command line, HTTP, workers and library callers all come in
 * here, so nobody can go around a gate.
 */
export class Plans extends Context.Service<Plans, ReturnType<typeof make>>()("@planwright/domain/Plans") {
  /** The use cases over whatever store is provided. */
  static readonly layer = Layer.effect(Plans, Effect.map(makePlansContext, make));
}
