import { isDamaged, type Readable } from "../../src/json/Damaged.ts";
import { compareUtf8 } from "../../src/name/compareUtf8.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import type { Instant } from "../../src/time/Instant.ts";
import type { PlanRow } from "./LedgerState.ts";

/** The text by which an instant is ordered; what a damaged one held is not known, so question marks stand for it. */
export const orderText = (instant: Readable<Instant> | null): string => {
  if (instant === null) return "";
  return isDamaged(instant) ? "?".repeat(instant.length) : instant;
};

/** A place in an order by instant and id. */
export interface Place {
  readonly text: string;
  readonly planId: PlanId;
}

/** By instant, then by id, both by UTF-8 bytes. */
export const comparePlaces = (a: Place, b: Place): number =>
  compareUtf8(a.text, b.text) || compareUtf8(a.planId, b.planId);

/** The place of a plan in the order of creation. */
export const createdPlace = (plan: Plan): Place => ({
  text: orderText(plan.times.createdAt),
  planId: plan.planId,
});

/** The place of a plan in the order of claims; one that was never queued comes first. */
export const queuedPlace = (plan: Plan): Place => ({
  text: orderText(plan.times.queuedAt),
  planId: plan.planId,
});

/** The smallest id first. */
export const byPlanId = (a: PlanRow, b: PlanRow): number => compareUtf8(a.plan.planId, b.plan.planId);

/** The oldest first. */
export const byCreation = (a: Plan, b: Plan): number => comparePlaces(createdPlace(a), createdPlace(b));
