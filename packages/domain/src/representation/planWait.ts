import type { ProcessingState } from "../plan/PlanState.ts";
import type { PlanView } from "../plans/PlanView.ts";
import type { Instant } from "../time/Instant.ts";
import { planStatusData } from "./planStatus.ts";
import type { PlanWaitData } from "./schema/planWait.ts";

/** How a wait for a plan ended. */
export interface Wait {
  /** The state that was waited for; null = any in which the plan stands still. */
  readonly until: ProcessingState | null;
  /** `gate`: it stopped at a gate; `finished`: it ended in another state; `timeout`: neither in time. */
  readonly outcome: "reached" | "gate" | "finished" | "timeout";
  /** At least 0; fractions are cut off. */
  readonly waitedMillis: number;
}

/** `data` of `plan wait`. Choice: the keys of `plan status` when the waiting ended, then `wait{until,outcome,waited_ms}`. */
export const planWaitData = (view: PlanView, now: Instant, wait: Wait): PlanWaitData => ({
  ...planStatusData(view, now),
  wait: {
    until: wait.until,
    outcome: wait.outcome,
    waited_ms: Math.max(0, Math.floor(wait.waitedMillis)),
  },
});
