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
import { parseObject, writeJson } from "../mapping/json.ts";
import { asPlanId } from "../mapping/scalars.ts";
import type { Row } from "../rows/Tables.ts";
import { type Args, statement } from "../Statement.ts";
import { corrupt } from "./corrupt.ts";
import type { StoreContext } from "./StoreContext.ts";

interface EventArgs extends Args {
  readonly at: string;
  readonly type: string;
  readonly planId: string | null;
  readonly rootPlanId: string | null;
  readonly version: number | null;
  readonly actor: string;
  readonly data: string;
}

const APPEND = statement<EventArgs>()((db, $) =>
  db.insertInto("pw_events").values({
    at: $("at"),
    type: $("type"),
    plan_id: $("planId"),
    root_plan_id: $("rootPlanId"),
    version: $("version"),
    actor: $("actor"),
    data_json: $("data"),
  }),
);

interface ReadArgs extends Args {
  readonly planId: string;
  readonly after: number;
  readonly limit: number;
}

/** The database has one writer, so ids are committed in the order in which they are given. */
const ALL = statement<ReadArgs>()((db, $) =>
  db.selectFrom("pw_events").selectAll().where("id", ">", $("after")).orderBy("id").limit($("limit")),
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

const argsOf = (event: NewEvent): EventArgs => ({
  at: event.at,
  type: event.type,
  planId: event.planId,
  rootPlanId: event.rootPlanId,
  version: event.version,
  actor: event.actor,
  data: writeJson(event.data),
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
  append: (events) => session.atomic(session.each(APPEND, events.map(argsOf))),

  read: ({ after = 0, limit, planId }: EventQuery) =>
    Effect.flatMap(
      session.all(planId === undefined ? ALL : OF_PLAN, { planId: planId ?? "", after, limit }),
      (rows) => Effect.forEach(rows, readEvent),
    ),
});
