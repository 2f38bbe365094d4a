import * as HashMap from "effect/HashMap";
import type { Plan } from "../../src/plan/Plan.ts";
import { hasRules } from "../../src/plan/PlanEventName.ts";
import { isFinished, isRecoverable } from "../../src/plan/PlanState.ts";
import type { WorkFilter, WorkQueue } from "../../src/work/WorkQueue.ts";
import { byCreation, comparePlaces, queuedPlace } from "./planOrder.ts";
import { isOpen, makeMayBegin, siblingsOf } from "./siblingRules.ts";
import { ask, type Unit } from "./Unit.ts";
import { rowOf } from "./walkTree.ts";

const isWanted = (plan: Plan, filter: WorkFilter): boolean =>
  plan.processingState === "queued" &&
  plan.phase !== "action" &&
  (filter.phase === undefined || filter.phase === plan.phase) &&
  (filter.project === undefined || plan.projects.some((project) => project.name === filter.project)) &&
  hasRules(plan);

const ids = (plans: ReadonlyArray<Plan>, limit: number) => plans.slice(0, limit).map((plan) => plan.planId);

/** The work of a unit of work. Writers follow one another, so nobody else's claim has to be passed over. */
export const memoryWorkQueue = (unit: Unit): WorkQueue => ({
  next: (filter) =>
    ask(unit, (state) => {
      const mayBegin = makeMayBegin(state);
      let first: Plan | null = null;
      for (const row of HashMap.values(state.plans)) {
        const { plan } = row;
        if (!isWanted(plan, filter)) continue;
        const earlier = first === null || comparePlaces(queuedPlace(plan), queuedPlace(first)) < 0;
        if (earlier && mayBegin(row)) first = plan;
      }
      return first;
    }),

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
