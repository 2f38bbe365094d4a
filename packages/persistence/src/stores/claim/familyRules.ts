import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool, sql } from "kysely";
import type { Tables } from "../../rows/Tables.ts";
import { literal } from "../../Statement.ts";
import { FINISHED } from "../cancelPlans.ts";
import { OPEN_STATES } from "./siblingRules.ts";

/** What a parent says about its children as they stand. */
export interface Family {
  readonly mode: string;
  readonly max: number;
  /** How many children are begun and neither finished nor stopped. */
  readonly open: number;
  /** Where children follow one another: the oldest that is not finished. */
  readonly turn: string | null;
}

/**
 * The family of a waiting child; none for a root. Written as one thing that depends on the parent alone, so that the
 * engine works it out once for thousands of children that wait for the same parent (`OFFSET 0` keeps it in one piece).
 */
export const familyOf = () =>
  expressionBuilder<Tables, "v3_plans">()
    .selectFrom("v3_plans as parent")
    .select((parent) => [
      "parent.subplan_mode as mode",
      "parent.subplan_max_parallel as max",
      parent
        .selectFrom("v3_plans as sibling")
        .select((open) => open.fn.countAll<number>().as("open"))
        .whereRef("sibling.parent_plan_id", "=", "parent.plan_id")
        .where("sibling.lease_fence", ">", literal(0))
        .where("sibling.processing_state", "in", OPEN_STATES)
        .as("open"),
      parent
        .case()
        .when("parent.subplan_mode", "=", literal("sequential"))
        .then(
          parent
            .selectFrom("v3_plans as older")
            .select("older.plan_id")
            .whereRef("older.parent_plan_id", "=", "parent.plan_id")
            .where("older.processing_state", "not in", FINISHED)
            .orderBy("older.created_at")
            .orderBy("older.plan_id")
            .limit(literal(1)),
        )
        .end()
        .as("turn"),
    ])
    .whereRef("parent.plan_id", "=", "v3_plans.parent_plan_id")
    .offset(literal(0));

type WithFamily = ExpressionBuilder<
  Tables & { readonly family: { readonly [F in keyof Family]: Family[F] | null } },
  "v3_plans" | "family"
>;

/** A dependency that is not applied; a subquery with a limit, which is asked of one plan and never of all at once. */
const pendingDependency = (eb: WithFamily) =>
  eb
    .selectFrom("pw_dependencies")
    .select("pw_dependencies.depends_on_plan_id")
    .whereRef("pw_dependencies.plan_id", "=", "v3_plans.plan_id")
    .where(
      (pair) =>
        pair
          .selectFrom("v3_plans as dependency")
          .select("dependency.processing_state")
          .whereRef("dependency.plan_id", "=", "pw_dependencies.depends_on_plan_id"),
      "<>",
      literal("applied"),
    )
    .limit(literal(1));

/** The same rules as `mayBegin`, over a family under the name `family`. */
export const mayBeginInFamily = (): Expression<SqlBool> => {
  const eb: WithFamily = expressionBuilder();
  return eb.or([
    eb("v3_plans.parent_plan_id", "is", null),
    eb.and([
      eb.or([eb("v3_plans.lease_fence", ">", literal(0)), eb("family.open", "<", eb.ref("family.max"))]),
      eb.or([
        eb("family.mode", "<>", literal("sequential")),
        eb("family.turn", "=", eb.ref("v3_plans.plan_id")),
      ]),
      eb.or([
        eb("family.mode", "<>", literal("dependency_ordered")),
        sql<SqlBool>`${pendingDependency(eb)} IS NULL`,
      ]),
    ]),
  ]);
};
