/** The fields of a seed with their types in SQL. */
export const SEED_FIELDS = {
  planId: "text",
  parent: "text",
  root: "text",
  template: "text",
  name: "text",
  project: "text",
  phase: "text",
  state: "text",
  createdAt: "text",
  queuedAt: "text",
  fence: "bigint",
} as const;

/** The columns whose values a seed says; all others are those of its template. */
const SAID = {
  plan_id: 's."planId"',
  parent_plan_id: "s.parent",
  root_plan_id: "s.root",
  namespaced_name: "s.name",
  phase: "s.phase",
  processing_state: "s.state",
  created_at: 's."createdAt"',
  updated_at: 's."createdAt"',
  queued_at: 's."queuedAt"',
  lease_fence: "s.fence",
} as const;

/** The same for the rows that belong to a plan. */
const SAID_OF_PARTS = {
  plan_id: SAID.plan_id,
  root_plan_id: SAID.root_plan_id,
  decision_id: SAID.plan_id,
  at: SAID.created_at,
} as const;

/** The tables whose rows a plan has from its template, each with the column that numbers its rows. */
const COPIED = [
  ["v3_plans", null, SAID],
  ["plan_arguments", "id", SAID_OF_PARTS],
  ["plan_invariants", "id", SAID_OF_PARTS],
  ["pw_gate_decisions", "seq", SAID_OF_PARTS],
  ["pw_events", "id", SAID_OF_PARTS],
] as const;

/** What is said before the first batch: a place for seeds, and what templates have, out of the way of the rest. */
export const preparation: ReadonlyArray<string> = [
  `CREATE TEMP TABLE seeds (${Object.entries(SEED_FIELDS)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(", ")})`,
  ...COPIED.map(([table]) => `CREATE TEMP TABLE template_${table} AS SELECT * FROM ${table}`),
];

const copies = (columnsOf: (table: string) => ReadonlyArray<string>): ReadonlyArray<string> =>
  COPIED.map(([table, number, said]) => {
    const expressions: Readonly<Record<string, string>> = said;
    const columns = columnsOf(table).filter((column) => column !== number);
    return `INSERT INTO ${table} (${columns.join(", ")})
      SELECT ${columns.map((column) => expressions[column] ?? `t.${column}`).join(", ")}
      FROM seeds AS s JOIN template_${table} AS t ON t.plan_id = s.template
      ORDER BY s."planId"${number === null ? "" : `, t.${number}`}`;
  });

/** The statements that make plans of the seeds of a batch, and the one that makes their leases. */
export const seedStatements = (columnsOf: (table: string) => ReadonlyArray<string>) => ({
  plans: [
    ...copies(columnsOf),
    `INSERT INTO plan_projects (plan_id, project_name) SELECT "planId", project FROM seeds ORDER BY "planId"`,
  ],
  /** From and until when leases last comes in two literals, both instants. */
  leases: (from: string, until: string) =>
    `INSERT INTO pw_leases (plan_id, fence, secret_hash, worker, claimed_at, expires_at, lease_seconds)
      SELECT "planId", fence, "planId", 'system:bench', '${from}', '${until}', 86400
      FROM seeds WHERE state = 'processing' AND fence > 0`,
});
