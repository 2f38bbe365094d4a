import * as HashMap from "effect/HashMap";
import type { NewEvent } from "../../src/event/LedgerEvent.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import { isFinished } from "../../src/plan/PlanState.ts";
import type { Cancellation } from "../../src/plan/PlanTreeStore.ts";
import { appendEvents } from "./appendEvents.ts";
import { deepFreeze } from "./deepFreeze.ts";
import type { LedgerState, PlanRow } from "./LedgerState.ts";
import { byPlanId } from "./planOrder.ts";
import type { Change } from "./Unit.ts";

const cancelled = (plan: Plan, { at }: Cancellation): Plan => ({
  ...plan,
  processingState: "cancelled",
  times: { ...plan.times, completedAt: at, updatedAt: at },
  version: plan.version + 1,
});

const eventOf = (
  { phase, planId, processingState, rootPlanId, version }: Plan,
  why: Cancellation,
): NewEvent => ({
  at: why.at,
  type: "plan.cancelled",
  planId,
  rootPlanId,
  version: version + 1,
  actor: why.actor,
  data: { from: { phase, state: processingState }, reason: why.reason },
});

/** Cancels those of the rows that are not finished, with their leases and an event each, in the order of their ids. */
export const cancelPlans = (
  state: LedgerState,
  rows: Iterable<PlanRow>,
  why: Cancellation,
): Change<number> => {
  let { leases, plans } = state;
  const events: Array<NewEvent> = [];
  for (const { dependencies, plan } of [...rows].sort(byPlanId)) {
    if (isFinished(plan.processingState)) continue;
    plans = HashMap.set(plans, plan.planId, deepFreeze({ dependencies, plan: cancelled(plan, why) }));
    leases = HashMap.remove(leases, plan.planId);
    events.push(eventOf(plan, why));
  }
  return [events.length, appendEvents({ ...state, leases, plans }, events)];
};
