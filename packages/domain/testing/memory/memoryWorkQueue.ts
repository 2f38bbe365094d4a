import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { isFinished, isRecoverable } from "../../src/plan/PlanState.ts";
import type { WorkQueue } from "../../src/work/WorkQueue.ts";
import { claimPlan } from "./claimPlan.ts";
import { byCreation } from "./planOrder.ts";
import { isOpen, siblingsOf } from "./siblingRules.ts";
import { ask, callersNow, change, type Unit } from "./Unit.ts";
import { rowOf } from "./walkTree.ts";

const ids = (plans: ReadonlyArray<Plan>, limit: number) => plans.slice(0, limit).map((plan) => plan.planId);

/** The work of a unit of work. */
export const memoryWorkQueue = (unit: Unit): WorkQueue => ({
  claim: (filter, grant) =>
    Effect.flatMap(callersNow, (now) => change(unit, (state) => claimPlan(state, filter, grant, now))),

  openSiblings: (plan, limit) => ask(unit, (state) => ids(siblingsOf(state, plan).filter(isOpen), limit)),

  unfinishedOlder: (plan, limit) =>
    ask(unit, (state) => {
      const older = siblingsOf(state, plan).filter((sibling) => byCreation(sibling, plan) < 0);
      return ids(
        older.filter((sibling) => !isFinished(sibling.processingState)),
        limit,
      );
    }),

  pendingDependencies: (planId) =>
    ask(unit, (state) =>
      (rowOf(state, planId)?.dependencies ?? []).flatMap((id) => {
        const dependency = rowOf(state, id)?.plan;
        return dependency === undefined || dependency.processingState === "applied"
          ? []
          : [{ planId: id, processingState: dependency.processingState }];
      }),
    ),

  failedSiblings: (plan) =>
    ask(
      unit,
      (state) => siblingsOf(state, plan).filter((sibling) => isRecoverable(sibling.processingState)).length,
    ),
});
