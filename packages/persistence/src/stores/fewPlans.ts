import { expressionBuilder, sql } from "kysely";
import type { Engine } from "../Engine.ts";
import type { Tables } from "../rows/Tables.ts";
import { literal, type Slots } from "../Statement.ts";
import type { FilterArgs } from "./planFilter.ts";

/**
 * Up to this many rows are looked up and sorted; of more, so many of the newest plans are among them that a page is full
 * long before the oldest. Either way a page costs the same in a large ledger as in a small one.
 */
export const FEW = 1_000;

/** One more than there may be, which also says to a planner how long a list can be at most. */
const MOST = literal(FEW + 1);

/** The ids of a project's plans. */
export const ofProject = ($: Slots<Pick<FilterArgs, "project">>) =>
  expressionBuilder<Tables, "v3_plans">()
    .selectFrom("plan_projects")
    .select("plan_projects.plan_id")
    .where("plan_projects.project_name", "=", $("project"));

/** Likewise, where they are few. */
export const fewPlansOfProject = ($: Slots<Pick<FilterArgs, "project">>) => ofProject($).limit(MOST);

/** The ids of the plans whose names match a pattern that begins with a text, where they are few. */
export const fewPlansNamed = (
  $: Slots<Pick<FilterArgs, "pattern" | "patternFrom" | "patternTo">>,
  { like, within }: Engine,
) => {
  const name = sql.ref("named.namespaced_name");
  const matching = expressionBuilder<Tables, "v3_plans">()
    .selectFrom("v3_plans as named")
    .select("named.plan_id")
    .where(like(name, sql`${$("pattern")}`))
    .limit(MOST);
  return within === null ? matching : matching.where(within(name, $("patternFrom"), $("patternTo")));
};
