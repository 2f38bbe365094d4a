import type { NewEvent, PlanEventType } from "../../event/LedgerEvent.ts";
import type { Decision } from "../../gate/Decision.ts";
import type { JsonObject } from "../../json/JsonValue.ts";
import type { Moment } from "../Moment.ts";
import type { Plan } from "../Plan.ts";

/** What one command does to one plan: the plan before and after, with the events and decision records in their order. */
export interface Transition {
  readonly before: Plan;
  readonly after: Plan;
  readonly events: ReadonlyArray<NewEvent>;
  readonly decisions: ReadonlyArray<Decision>;
}

/** What may change of a plan while it moves. */
export type PlanChanges = Partial<Omit<Plan, "planId" | "parentPlanId" | "rootPlanId" | "version">>;

/** The transition in which nothing has happened yet. */
export const unmoved = (plan: Plan): Transition => ({ before: plan, after: plan, events: [], decisions: [] });

/** One step further: the changes, a version more, `updated_at`, and the event that tells it. */
export const moved = (
  transition: Transition,
  moment: Moment,
  type: PlanEventType,
  changes: PlanChanges,
  data: JsonObject,
): Transition => {
  const plan = transition.after;
  const times = changes.times ?? plan.times;
  const after: Plan = Object.freeze({
    ...plan,
    ...changes,
    times: { ...times, updatedAt: moment.at },
    version: plan.version + 1,
  });
  const event: NewEvent = {
    at: moment.at,
    type,
    planId: plan.planId,
    rootPlanId: plan.rootPlanId,
    version: after.version,
    actor: moment.actor,
    data,
  };
  return { ...transition, after, events: [...transition.events, event] };
};

/** The same place, with a decision record and its event. */
export const decided = (transition: Transition, moment: Moment, decision: Decision): Transition => {
  const event: NewEvent = {
    at: moment.at,
    type: "gate.decided",
    planId: decision.planId,
    rootPlanId: decision.rootPlanId,
    version: decision.planVersion,
    actor: moment.actor,
    data: {
      decision_id: decision.decisionId,
      operation: decision.operation,
      outcome: decision.outcome,
      rule: decision.rule,
    },
  };
  return {
    ...transition,
    events: [...transition.events, event],
    decisions: [...transition.decisions, decision],
  };
};

/** The decision that was recorded last in a transition, or null. */
export const lastDecision = (transition: Transition): Decision | null => transition.decisions.at(-1) ?? null;
