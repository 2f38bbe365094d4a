import * as HashSet from "effect/HashSet";
import * as Result from "effect/Result";
import type { Decision } from "../../src/gate/Decision.ts";
import type { DecisionLog } from "../../src/gate/DecisionLog.ts";
import type { Operation } from "../../src/gate/Operation.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import { deepFreeze } from "./deepFreeze.ts";
import type { LedgerState } from "./LedgerState.ts";
import { ask, change, conflict, type Unit } from "./Unit.ts";

const ALL = Number.POSITIVE_INFINITY;

const ofPlan = (
  { decisions }: LedgerState,
  planId: PlanId,
  operation: Operation | undefined,
): ReadonlyArray<Decision> =>
  decisions.select(
    0,
    ALL,
    (decision) => decision.planId === planId && (operation === undefined || decision.operation === operation),
  );

/** The decision records of a unit of work. */
export const memoryDecisionLog = (unit: Unit): DecisionLog => ({
  append: (decision) =>
    change(unit, (state) => {
      const { decisionId } = decision;
      if (HashSet.has(state.decisionIds, decisionId))
        return Result.fail(conflict("pw_gate_decisions.decision_id"));
      return Result.succeed([
        undefined,
        {
          ...state,
          decisions: state.decisions.add([deepFreeze({ ...decision })]),
          decisionIds: HashSet.add(state.decisionIds, decisionId),
        },
      ]);
    }),

  ofPlan: (planId, operation) => ask(unit, (state) => ofPlan(state, planId, operation)),

  latest: (planId, operation) => ask(unit, (state) => ofPlan(state, planId, operation).at(-1) ?? null),
});
