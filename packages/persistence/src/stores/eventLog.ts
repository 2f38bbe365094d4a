import {
  type EventLog,
  type EventQuery,
  isInstant,
  type LedgerEvent,
  type LedgerEventType,
  type NewEvent,
  parseActor,
  type StorageError,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { parseObject, writeJson } from "../mapping/json.ts";
import { asPlanId } from "../mapping/scalars.ts";
import type { Row } from "../rows/Tables.ts";
import { type Args, statement } from "../Statement.ts";
import { corrupt } from "./corrupt.ts";
import { appendRows, rowsInto } from "./insertRows.ts";
import type { StoreContext } from "./StoreContext.ts";

const EVENTS = rowsInto("pw_events", [
  "at",
  "type",
  "plan_id",
  "root_plan_id",
  "version",
  "actor",
  "data_json",
]);

interface ReadArgs extends Args {
  readonly planId: string;
  readonly after: number;
  readonly limit: number;
}

/** One writer commits ids in the order in which it gives them. */
const ALL = statement<ReadArgs>()((db, $) =>
  db.selectFrom("pw_events").selectAll().where("id", ">", $("after")).orderBy("id").limit($("limit")),
);

/**
 * Of many writers, some have not committed yet what they have a number for. Up to which number nothing more can come is
 * asked before the state is decided that is then read (decision record 16).
 */
const ALL_SETTLED = statement<ReadArgs>()(
  (db, $) =>
    db
      .selectFrom("pw_events")
      .selectAll()
      .where("id", ">", $("after"))
      .where("id", "<=", sql<number>`CAST(current_setting('planwright.settled') AS bigint)`)
      .orderBy("id")
      .limit($("limit")),
  { preface: "SELECT set_config('planwright.settled', CAST(pw_events_settled() AS text), false)" },
);

const OF_PLAN = statement<ReadArgs>()((db, $) =>
  db
    .selectFrom("pw_events")
    .selectAll()
    .where("plan_id", "=", $("planId"))
    .where("id", ">", $("after"))
    .orderBy("id")
    .limit($("limit")),
);

const rowOf = (event: NewEvent) => ({
  at: event.at,
  type: event.type,
  plan_id: event.planId,
  root_plan_id: event.rootPlanId,
  version: event.version,
  actor: event.actor,
  data_json: writeJson(event.data),
});

const readEvent = (row: Row<"pw_events">): Effect.Effect<LedgerEvent, StorageError> => {
  const { at, id, version } = row;
  const actor = parseActor(row.actor);
  const data = parseObject(row.data_json);
  if (!isInstant(at) || actor === undefined || data === undefined) return corrupt(`event ${id}`);
  return Effect.succeed({
    id,
    at,
    // Later releases may add kinds of event; what is read is passed on under the name it has.
    type: row.type as LedgerEventType,
    planId: row.plan_id === null ? null : asPlanId(row.plan_id),
    rootPlanId: row.root_plan_id === null ? null : asPlanId(row.root_plan_id),
    version,
    actor,
    data,
  });
};

/** The event log of a unit of work. */
export const eventLog = ({ session }: StoreContext): EventLog => ({
  append: (events) => appendRows(session, EVENTS, events.map(rowOf)),

  read: ({ after = 0, limit, planId }: EventQuery) => {
    const all = session.engine.locks === null ? ALL : ALL_SETTLED;
    return Effect.flatMap(
      session.all(planId === undefined ? all : OF_PLAN, { planId: planId ?? "", after, limit }),
      (rows) => Effect.forEach(rows, readEvent),
    );
  },
});
