import { isDamaged, type Readable } from "../json/Damaged.ts";
import type { Plan } from "../plan/Plan.ts";
import { isFinished } from "../plan/PlanState.ts";
import { Instant } from "../time/Instant.ts";

const endOf = (plan: Plan, now: Instant): Readable<Instant> | null =>
  isFinished(plan.processingState) ? (plan.times.completedAt ?? plan.times.appliedAt) : now;

/**
 * Whole milliseconds from a plan's creation until it was finished, or until `now` while it is not; never negative. Null
 * where one of the two instants is damaged or was never stored.
 */
export const elapsedMillis = (plan: Plan, now: Instant): number | null => {
  const { createdAt } = plan.times;
  const end = endOf(plan, now);
  if (end === null || isDamaged(end) || isDamaged(createdAt)) return null;
  return Math.max(0, Math.floor(Instant.toMillis(end) - Instant.toMillis(createdAt)));
};
