import type { StateCounts } from "@planwright/domain";
import { type Expression, type RawBuilder, sql } from "kysely";
import type { Damages } from "../../mapping/Damages.ts";
import { type PlanParts, readArgument, readInvariant, readProject } from "../../mapping/readPlan.ts";
import { stateCounts } from "../countPlans.ts";

/** What belongs to a plan, a JSON array of arrays each, or null for none. */
export interface JsonParts {
  readonly projects: string | null;
  readonly arguments: string | null;
  readonly invariants: string | null;
  /** Direct children by state. */
  readonly children: string | null;
}

const text = (query: RawBuilder<unknown>): RawBuilder<string | null> => sql`CAST(${query} AS text)`;

/** The parts of a plan as columns, so that they come with its row. */
export const partsAsJson = (
  planId: Expression<unknown>,
  mostChildren: Expression<number>,
): { readonly [P in keyof JsonParts]: RawBuilder<string | null> } => ({
  projects: text(sql`(
    SELECT json_agg(json_build_array(project_name, alias, CAST(read_only AS integer)) ORDER BY id)
    FROM plan_projects WHERE plan_id = ${planId})`),
  arguments: text(sql`(
    SELECT json_agg(json_build_array(name, value_json) ORDER BY position, id)
    FROM plan_arguments WHERE plan_id = ${planId})`),
  invariants: text(sql`(
    SELECT json_agg(json_build_array(invariant_text, source) ORDER BY position, id)
    FROM plan_invariants WHERE plan_id = ${planId})`),
  children: text(sql`(
    SELECT json_agg(json_build_array(processing_state, plans)) FROM (
      SELECT processing_state, count(*) AS plans FROM (
        SELECT processing_state FROM v3_plans WHERE parent_plan_id = ${planId} LIMIT ${mostChildren}
      ) AS child GROUP BY processing_state
    ) AS counted)`),
});

/** The arrays of a column, which the statement above has put together. */
const rowsOf = <Row extends ReadonlyArray<string | number | null>>(
  json: string | null,
): ReadonlyArray<Row> => (json === null ? [] : JSON.parse(json));

/** The parts that the columns hold. */
export const readJsonParts =
  ({ arguments: args, invariants, projects }: JsonParts) =>
  (damages: Damages): PlanParts => ({
    projects: rowsOf<[string, string | null, number]>(projects).map(([project_name, alias, read_only]) =>
      readProject({ project_name, alias, read_only }),
    ),
    arguments: rowsOf<[string, string | null]>(args).map(([name, value_json]) =>
      readArgument({ name, value_json }, damages),
    ),
    invariants: rowsOf<[string, string]>(invariants).map(([invariant_text, source]) =>
      readInvariant({ invariant_text, source }, damages),
    ),
  });

/** The children that the column tells of. */
export const readJsonChildren = ({ children }: JsonParts): StateCounts =>
  stateCounts(
    rowsOf<[string, number]>(children).map(([processing_state, plans]) => ({ processing_state, plans })),
  );
