import type { PlanFilter } from "@planwright/domain";
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Engine } from "../Engine.ts";
import type { Tables } from "../rows/Tables.ts";
import { type Args, literal, type Slots } from "../Statement.ts";

/** The values of a filter's statement. */
export interface FilterArgs extends Args {
  readonly phase: string;
  readonly state: string;
  readonly project: string;
  readonly action: string;
  readonly root: string;
  readonly profile: string;
  readonly since: string;
  readonly pattern: string | null;
}

/** Which parts of a filter are given, as the key under which its statement is kept. */
export const shapeOf = (filter: PlanFilter): string =>
  Object.entries(filter)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([part]) => part)
    .sort()
    .join();

/** Bytes that a pattern of `LIKE` may have before SQLite refuses it; no name is that long. */
const LONGEST_PATTERN = 50_000;

/** The pattern of `LIKE` that a glob stands for, or null, which matches nothing, when it is too long to match a name. */
const likePattern = (glob: string): string | null => {
  const pattern = glob
    .replace(/[\\%_]/g, "\\$&")
    .replace(/\*+/g, "%")
    .replaceAll("?", "_");
  return pattern.length * 3 > LONGEST_PATTERN ? null : pattern;
};

/** The values of a filter; what is not given has no slot in the statement of its shape. */
export const filterArgs = (filter: PlanFilter): FilterArgs => ({
  phase: filter.phase ?? "",
  state: filter.state ?? "",
  project: filter.project ?? "",
  action: filter.action ?? "",
  root: filter.root ?? "",
  profile: filter.profile ?? "",
  since: filter.since ?? "",
  pattern: likePattern(filter.pattern ?? ""),
});

type Builder = ExpressionBuilder<Tables, "v3_plans">;

/** At a gate, errored or constrained. */
const waitsForPerson = (eb: Builder): Expression<SqlBool> =>
  eb.or([
    eb("processing_state", "in", [literal("errored"), literal("constrained")]),
    eb.and([eb("phase", "=", literal("action")), eb("processing_state", "=", literal("queued"))]),
    eb.and([
      eb("phase", "in", [literal("strategize"), literal("execute")]),
      eb("processing_state", "=", literal("complete")),
    ]),
  ]);

const worksOn = (eb: Builder, $: Slots<FilterArgs>): Expression<SqlBool> =>
  eb.exists(
    eb
      .selectFrom("plan_projects")
      .select(literal(1).as("one"))
      .whereRef("plan_projects.plan_id", "=", "v3_plans.plan_id")
      .where("plan_projects.project_name", "=", $("project")),
  );

/** The conditions of a filter's shape; all of them hold. */
export const filterConditions = (
  filter: PlanFilter,
  eb: Builder,
  $: Slots<FilterArgs>,
  engine: Engine,
): Array<Expression<SqlBool>> => {
  const conditions: Array<Expression<SqlBool>> = [];
  if (filter.phase !== undefined) conditions.push(eb("phase", "=", $("phase")));
  if (filter.state !== undefined) conditions.push(eb("processing_state", "=", $("state")));
  if (filter.action !== undefined) conditions.push(eb("action_name", "=", $("action")));
  if (filter.root !== undefined) conditions.push(eb("root_plan_id", "=", $("root")));
  if (filter.profile !== undefined) conditions.push(eb("profile_name", "=", $("profile")));
  if (filter.since !== undefined) conditions.push(eb("created_at", ">=", $("since")));
  if (filter.project !== undefined) conditions.push(worksOn(eb, $));
  if (filter.needsApproval === true) conditions.push(waitsForPerson(eb));
  if (filter.pattern !== undefined) {
    conditions.push(engine.like(sql.ref("namespaced_name"), sql`${$("pattern")}`));
  }
  return conditions;
};
