import type { Effect } from "effect/Effect";
import type { PlanId } from "../plan/PlanId.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { LedgerEvent, NewEvent } from "./LedgerEvent.ts";

/** Where to read the log from. */
export interface EventQuery {
  readonly planId?: PlanId | undefined;
  /** Only events with a greater id. */
  readonly after?: number | undefined;
  /** At most this many, oldest first. */
  readonly limit: number;
}

/** The durable log: only ever added to; it outlives the plans it speaks of. */
export interface EventLog {
  /** Adds events in the order given. */
  readonly append: (events: ReadonlyArray<NewEvent>) => Effect<void, StorageError>;
  /**
   * Events in the order of their ids. On every engine, an id is never seen before every smaller one is committed or gone:
   * who has read up to an id finds nothing below it later. To keep that promise, a reader of the whole log may not yet be
   * shown what was committed while an older id is undecided, and a writer not its own events; a reading unit of work asks
   * for the whole log before anything else. The history of one plan is complete whenever it is asked for.
   */
  readonly read: (query: EventQuery) => Effect<ReadonlyArray<LedgerEvent>, StorageError>;
}
