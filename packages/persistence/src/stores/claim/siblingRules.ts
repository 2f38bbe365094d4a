import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Tables } from "../../rows/Tables.ts";
import { literal } from "../../Statement.ts";
import { FINISHED } from "../cancelPlans.ts";

type Plans = ExpressionBuilder<Tables, "v3_plans">;
type WithParent = ExpressionBuilder<Tables & { readonly parent: Tables["v3_plans"] }, "v3_plans" | "parent">;

/** The states in which a begun plan is open: neither finished nor stopped. Written as the index of open children has them. */
export const OPEN_STATES = [literal("queued"), literal("processing"), literal("complete")];

/** A plan that is begun goes on; another one needs room among the open children of its parent. */
const hasRoom = (eb: WithParent): Expression<SqlBool> =>
  eb.or([
    eb("v3_plans.lease_fence", ">", literal(0)),
    eb(
      eb
        .selectFrom("v3_plans as sibling")
        .select((open) => open.fn.countAll<number>().as("open"))
        .whereRef("sibling.parent_plan_id", "=", "v3_plans.parent_plan_id")
        .where("sibling.lease_fence", ">", literal(0))
        .where("sibling.processing_state", "in", OPEN_STATES),
      "<",
      eb.ref("parent.subplan_max_parallel"),
    ),
  ]);

/** Sequential: every older sibling is finished. */
const isItsTurn = (eb: WithParent): Expression<SqlBool> =>
  eb.or([
    eb("parent.subplan_mode", "<>", literal("sequential")),
    eb.not(
      eb.exists(
        eb
          .selectFrom("v3_plans as older")
          .select(literal(1).as("one"))
          .whereRef("older.parent_plan_id", "=", "v3_plans.parent_plan_id")
          .where("older.processing_state", "not in", FINISHED)
          .where((pair) =>
            pair(
              pair.refTuple("older.created_at", "older.plan_id"),
              "<",
              pair.refTuple("v3_plans.created_at", "v3_plans.plan_id"),
            ),
          ),
      ),
    ),
  ]);

/** Ordered by dependencies: every dependency is applied. */
const hasItsDependencies = (eb: WithParent): Expression<SqlBool> =>
  eb.or([
    eb("parent.subplan_mode", "<>", literal("dependency_ordered")),
    eb.not(
      eb.exists(
        eb
          .selectFrom("pw_dependencies")
          .innerJoin("v3_plans as dependency", "dependency.plan_id", "pw_dependencies.depends_on_plan_id")
          .select(literal(1).as("one"))
          .whereRef("pw_dependencies.plan_id", "=", "v3_plans.plan_id")
          .where("dependency.processing_state", "<>", literal("applied")),
      ),
    ),
  ]);

/** A root may begin; a child when its parent's rules let it (domain.md section 2, Subplans). */
export const mayBegin = (eb: Plans): Expression<SqlBool> =>
  eb.or([
    eb("v3_plans.parent_plan_id", "is", null),
    eb.exists(
      eb
        .selectFrom("v3_plans as parent")
        .select(literal(1).as("one"))
        .whereRef("parent.plan_id", "=", "v3_plans.parent_plan_id")
        .where(hasRoom)
        .where(isItsTurn)
        .where(hasItsDependencies),
    ),
  ]);
