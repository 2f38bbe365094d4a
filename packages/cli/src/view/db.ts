import type { Comparison, Migrated, Planned, Status } from "@planwright/migrations";
import { duration } from "../present/relativeTime.ts";
import { type Block, fields, GAP, heading, line, span, text, toType, type View } from "../present/View.ts";

/** Where a database stands. */
export const dbStatusView = (status: Status): View => [
  text([
    status.healthy ? span("✓ healthy", "good") : span("! not up to date", "warn"),
    span(`  ${status.engine}  `, "muted"),
    span(status.location),
  ]),
  GAP,
  fields([
    ["schema", line(status.schemaVersion ?? "none yet")],
    ["condition", line(status.condition)],
    ["pending", line(status.pending.length === 0 ? "nothing" : status.pending.join(", "))],
  ]),
  ...(status.healthy ? [] : [GAP, toType("planwright db migrate --dry-run")]),
];

const findings = (found: Migrated["findings"]): ReadonlyArray<Block> => {
  const some = Object.entries(found).filter(([, count]) => count > 0);
  return some.length === 0
    ? []
    : [GAP, heading("Findings"), fields(some.map(([kind, count]) => [kind, line(String(count), "warn")]))];
};

/** What a run of migrations did. */
export const dbMigratedView = (migrated: Migrated): View => [
  migrated.applied.length === 0
    ? text("Nothing was pending; the schema is current.", "good")
    : text([span("✓ ", "good"), span(`from ${migrated.from ?? "nothing"} to ${migrated.to ?? "nothing"}`)]),
  ...(migrated.applied.length === 0
    ? []
    : [
        GAP,
        {
          _tag: "Table" as const,
          columns: [
            { title: "applied", least: 12 },
            { title: "rows", align: "right" as const },
            { title: "took", align: "right" as const },
          ],
          rows: migrated.applied.map(({ durationMillis, name, rows }) => [
            line(name),
            line(String(rows)),
            line(duration(durationMillis), "muted"),
          ]),
        },
      ]),
  ...findings(migrated.findings),
  ...(migrated.backup === null ? [] : [GAP, fields([["backup", line(migrated.backup)]])]),
];

/** What a run of migrations would do. */
export const dbPlannedView = (planned: Planned): View =>
  planned.pending.length === 0
    ? [text("Nothing is pending; the schema is current.", "good")]
    : [
        text(`Would go from ${planned.from ?? "nothing"} to ${planned.to ?? "nothing"}:`),
        ...planned.pending.flatMap(({ name, steps }) => [
          GAP,
          heading(name),
          ...steps.map(({ description, rows }) =>
            text([span(`• ${description}`), span(rows === 0 ? "" : `  ${rows} rows`, "muted")], "plain", 2),
          ),
        ]),
      ];

/** What is said of a table as a whole, or of a function, has no name of its own. */
const placed = (table: string, name: string): string => (name === "" ? table : `${table}.${name}`);

/** How a schema compares with the one it should be. */
export const dbVerifyView = ({ differences, equal, extras }: Comparison): View => [
  equal
    ? text("✓ The schema is exactly what a fresh database has.", "good")
    : text(`✗ The schema differs in ${differences.length} places.`, "bad"),
  ...differences.map(({ expected, found, kind, name, table }) =>
    text(
      [
        span(`• ${kind} ${placed(table, name)}: `),
        span(expected === null ? "is too much" : found === null ? "is missing" : "is different", "bad"),
      ],
      "plain",
      2,
    ),
  ),
  ...(extras.length === 0
    ? []
    : [
        GAP,
        text(
          `Other programs added: ${extras.map(({ kind, name, table }) => `${kind} ${placed(table, name)}`).join(", ")}`,
          "muted",
        ),
      ]),
];
