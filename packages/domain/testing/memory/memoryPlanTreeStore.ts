import * as Result from "effect/Result";
import type { Plan } from "../../src/plan/Plan.ts";
import { isFinished } from "../../src/plan/PlanState.ts";
import type { PlanNode, PlanTreeStore } from "../../src/plan/PlanTreeStore.ts";
import { cancelPlans } from "./cancelPlans.ts";
import { countStates } from "./countStates.ts";
import { dependsFromOutside, removePlans } from "./removePlans.ts";
import { ask, change, type Unit } from "./Unit.ts";
import { childrenOf, rowOf, walkBelow, walkTree } from "./walkTree.ts";

const nodeOf = ({ description, parentPlanId, phase, planId, processingState }: Plan): PlanNode => ({
  planId,
  parentPlanId,
  phase,
  processingState,
  description,
});

const isIdle = ({ processingState: state }: Plan): boolean => state !== "processing" && !isFinished(state);

/** The trees of a unit of work. */
export const memoryPlanTreeStore = (unit: Unit): PlanTreeStore => ({
  ancestors: (planId) =>
    ask(unit, (state) => {
      const above: Array<PlanNode> = [];
      let next = rowOf(state, planId)?.plan.parentPlanId ?? null;
      while (next !== null) {
        const row = rowOf(state, next);
        if (row !== undefined) above.push(nodeOf(row.plan));
        next = row?.plan.parentPlanId ?? null;
      }
      return above;
    }),

  subtree: (planId) =>
    ask(unit, (state) => Array.from(walkTree(state, [planId]), ({ plan }) => nodeOf(plan))),

  children: (planId, limit) => ask(unit, (state) => countStates(childrenOf(state, planId), limit)),

  unfinishedBelow: (planId) =>
    ask(unit, (state) => {
      let count = 0;
      for (const { plan } of walkBelow(state, planId)) if (!isFinished(plan.processingState)) count++;
      return count;
    }),

  statesBelow: (planId) => ask(unit, (state) => countStates(walkBelow(state, planId))),

  cost: (rootPlanId) =>
    ask(unit, (state) => {
      let sum = 0;
      for (const { plan } of walkTree(state, [rootPlanId])) sum += plan.costTotal;
      return sum;
    }),

  cancelBelow: (planId, why) =>
    change(unit, (state) => Result.succeed(cancelPlans(state, walkBelow(state, planId), why))),

  cancelIdleSiblings: (child, why) =>
    change(unit, (state) => {
      const siblings = child.parentPlanId === null ? [] : [...childrenOf(state, child.parentPlanId)];
      const idle = siblings.filter(({ plan }) => plan.planId !== child.planId && isIdle(plan));
      const rows = walkTree(
        state,
        idle.map(({ plan }) => plan.planId),
      );
      return Result.succeed(cancelPlans(state, rows, why));
    }),

  hasDependents: (planId) => ask(unit, (state) => dependsFromOutside(state, planId)),

  remove: (planId, why) => change(unit, (state) => removePlans(state, planId, why)),
});
