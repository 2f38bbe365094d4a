import type { NewEvent } from "../event/LedgerEvent.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { Moment } from "../plan/Moment.ts";

/** An event that speaks of no plan: of an action, a profile or a setting. */
export const eventOf = (moment: Moment, type: NewEvent["type"], data: JsonObject): NewEvent => ({
  at: moment.at,
  type,
  planId: null,
  rootPlanId: null,
  version: null,
  actor: moment.actor,
  data,
});
