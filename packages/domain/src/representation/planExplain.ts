import type { Decision } from "../gate/Decision.ts";
import type { Operation } from "../gate/Operation.ts";
import type { PlanId } from "../plan/PlanId.ts";
import { decisionData } from "./decision.ts";
import type { PlanExplainData } from "./schema/planRecords.ts";

/**
 * `data` of `plan explain`, oldest first. Choice: of several decisions on one operation only the last can have approvers
 * and a next command, because it is the one that holds.
 */
export const planExplainData = ({
  decisions,
  planId,
}: {
  readonly planId: PlanId;
  readonly decisions: ReadonlyArray<Decision>;
}): PlanExplainData => {
  const last = new Map<Operation, number>();
  decisions.forEach(({ operation }, index) => {
    last.set(operation, index);
  });
  return {
    plan_id: planId,
    decisions: decisions.map((decision, index) =>
      decisionData(decision, last.get(decision.operation) !== index),
    ),
  };
};
