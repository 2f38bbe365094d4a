import { Instant, type JsonValue, type LedgerEvent } from "@planwright/domain";
import { relativeTime } from "../present/relativeTime.ts";
import { type Column, type Line, line, type Tone, text, type View } from "../present/View.ts";

const COLUMNS: ReadonlyArray<Column> = [
  { title: "when" },
  { title: "event", least: 12 },
  { title: "version", align: "right", leaveOut: 2 },
  { title: "by", least: 8 },
  { title: "what", least: 10, leaveOut: 1 },
];

const TONES: { readonly [type: string]: Tone } = {
  "plan.failed": "bad",
  "plan.constrained": "warn",
  "plan.cancelled": "muted",
  "plan.deleted": "muted",
  "plan.completed": "good",
  "plan.advanced": "good",
};

/** Ids and digests, which say nothing to a reader. */
const NOT_FOR_PEOPLE = /_id$|digest$|_at$/;

const shortText = (value: JsonValue): string | undefined => {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return undefined;
  return value.length > 24 ? `${value.slice(0, 12)}…` : value;
};

/** The parts of an event's data that say the most on one line. */
const details = ({ data }: LedgerEvent): string =>
  Object.entries(data)
    .flatMap(([key, value]) => {
      const shown = NOT_FOR_PEOPLE.test(key) ? undefined : shortText(value);
      return shown === undefined ? [] : [`${key} ${shown}`];
    })
    .slice(0, 4)
    .join(", ");

const row = (event: LedgerEvent, nowMillis: number): ReadonlyArray<Line> => [
  line(relativeTime(Instant.toMillis(event.at), nowMillis), "muted"),
  line(event.type, TONES[event.type] ?? "plain"),
  line(event.version === null ? "" : String(event.version), "muted"),
  line(event.actor),
  line(details(event), "muted"),
];

/** The events of one plan, oldest first. */
export const planHistoryView = (events: ReadonlyArray<LedgerEvent>, nowMillis: number): View =>
  events.length === 0
    ? [text("No events.", "muted")]
    : [{ _tag: "Table", columns: COLUMNS, rows: events.map((event) => row(event, nowMillis)) }];
