import type { EventLog } from "../../src/event/EventLog.ts";
import { appendEvents } from "./appendEvents.ts";
import { ask, put, type Unit } from "./Unit.ts";

/** The events of a unit of work; writers follow one another, so ids are given in commit order. */
export const memoryEventLog = (unit: Unit): EventLog => ({
  append: (events) => put(unit, (state) => appendEvents(state, events)),

  read: ({ after = 0, limit, planId }) =>
    ask(unit, (state) =>
      state.events.select(after, limit, (event) => planId === undefined || event.planId === planId),
    ),
});
