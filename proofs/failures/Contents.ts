/** A plan as it is stored: its name, and how many rows of each kind belong to it. */
export interface StoredPlan {
  readonly name: string;
  readonly created: number;
  readonly events: number;
  readonly decisions: number;
  readonly projects: number;
  readonly snapshots: number;
}

/** A row of anything, as a database's driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Asks a database in SQL on a connection of its own. */
export type Ask = (sql: string) => Promise<ReadonlyArray<Row>>;

const counted = (table: string, condition: string): string =>
  `(SELECT CAST(count(*) AS INTEGER) FROM ${table} WHERE ${condition})`;

/** Every plan with what belongs to it, in the order of the names; the same words for every engine. */
const PLANS = `
  SELECT p.namespaced_name AS name,
    ${counted("pw_events e", "e.plan_id = p.plan_id AND e.type = 'plan.created'")} AS created,
    ${counted("pw_events e", "e.plan_id = p.plan_id")} AS events,
    ${counted("pw_gate_decisions d", "d.plan_id = p.plan_id")} AS decisions,
    ${counted("plan_projects j", "j.plan_id = p.plan_id")} AS projects,
    ${counted("pw_snapshots s", "s.digest = p.profile_digest")} AS snapshots
  FROM v3_plans p ORDER BY p.namespaced_name`;

const stray = (table: string): string =>
  `SELECT '${table}' AS kept_in, plan_id FROM ${table}
   WHERE plan_id IS NOT NULL AND plan_id NOT IN (SELECT plan_id FROM v3_plans)`;

/** What tells of a plan that is not there: half of a unit of work. */
const STRAYS = ["pw_events", "pw_gate_decisions", "plan_projects", "plan_arguments", "pw_leases"]
  .map(stray)
  .join(" UNION ALL ");

/** A whole ledger, as far as proofs of failures write to it. */
export interface Contents {
  readonly plans: ReadonlyArray<StoredPlan>;
  /** Rows that tell of a plan that is not there. */
  readonly strays: ReadonlyArray<Row>;
}

const isPlan = (row: Row): row is Row & StoredPlan =>
  typeof row.name === "string" &&
  [row.created, row.events, row.decisions, row.projects, row.snapshots].every(
    (count) => typeof count === "number",
  );

/** Reads a ledger without any of our own code. */
export const contentsOf = async (ask: Ask): Promise<Contents> => {
  const plans: Array<StoredPlan> = [];
  for (const row of await ask(PLANS)) {
    if (!isPlan(row)) throw new TypeError(`a plan is stored as ${JSON.stringify(row)}`);
    plans.push({ ...row });
  }
  return { plans, strays: await ask(STRAYS) };
};
