import type { StateCounts } from "../../src/plan/PlanQuery.ts";
import type { ProcessingState } from "../../src/plan/PlanState.ts";
import type { PlanRow } from "./LedgerState.ts";

/** How many of the rows are in which state, at most `limit` rows counted; states without rows are left out. */
export const countStates = (rows: Iterable<PlanRow>, limit = Number.POSITIVE_INFINITY): StateCounts => {
  const counts: { [S in ProcessingState]?: number } = {};
  let counted = 0;
  for (const { plan } of rows) {
    if (counted >= limit) break;
    counted++;
    counts[plan.processingState] = (counts[plan.processingState] ?? 0) + 1;
  }
  return counts;
};
