import type { NewEvent } from "../../src/event/LedgerEvent.ts";
import { deepFreeze } from "./deepFreeze.ts";
import type { LedgerState } from "./LedgerState.ts";

/** The ledger with events added in the order given, numbered from the last one on. */
export const appendEvents = (state: LedgerState, events: ReadonlyArray<NewEvent>): LedgerState => {
  const { length } = state.events;
  return {
    ...state,
    events: state.events.add(events.map((event, index) => deepFreeze({ ...event, id: length + index + 1 }))),
  };
};
