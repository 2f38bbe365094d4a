import type { LedgerEvent } from "../event/LedgerEvent.ts";
import type { EventData, PlanHistoryData } from "./schema/planRecords.ts";

/** One event of the log, with its own data as it was recorded. */
export const eventData = (event: LedgerEvent): EventData => ({
  id: event.id,
  at: event.at,
  type: event.type,
  plan_id: event.planId,
  root_plan_id: event.rootPlanId,
  version: event.version,
  actor: event.actor,
  data: event.data,
});

/** `data` of `plan history`, in the order of the events' ids. */
export const planHistoryData = ({
  events,
}: {
  readonly events: ReadonlyArray<LedgerEvent>;
}): PlanHistoryData => ({ events: events.map(eventData) });
