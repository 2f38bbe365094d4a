import { hasRules, type Plan, type StorageError, type WorkFilter } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { PlanRow } from "../mapping/readPlan.ts";
import type { Tables } from "../rows/Tables.ts";
import { type Args, literal, type Statement, statement } from "../Statement.ts";
import { FINISHED } from "./cancelPlans.ts";
import { READ_COLUMNS, readOne } from "./readPlans.ts";
import type { StoreContext } from "./StoreContext.ts";

interface NextArgs extends Args {
  readonly phase: string;
  readonly project: string;
  readonly skip: number;
}

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

/** A root may begin; a child when its parent's rules let it. */
const mayBegin = (eb: Plans): Expression<SqlBool> =>
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

/** In the order of claims, with the conditions of the index of claims; a plan that was never queued comes first. */
const nextStatement = (byPhase: boolean, byProject: boolean): Statement<NextArgs, PlanRow> =>
  statement<NextArgs>()((db, $) => {
    let query = db
      .selectFrom("v3_plans")
      .select(READ_COLUMNS)
      .where("v3_plans.processing_state", "=", literal("queued"))
      .where("v3_plans.phase", "<>", literal("action"))
      .where("v3_plans.profile_digest", "is not", null)
      .where("v3_plans.profile_name", "is not", null)
      .where(mayBegin)
      .orderBy("v3_plans.queued_at", (order) => order.asc().nullsFirst())
      .orderBy("v3_plans.plan_id")
      .limit(literal(1))
      .offset($("skip"));
    if (byPhase) query = query.where("v3_plans.phase", "=", $("phase"));
    if (byProject) {
      query = query.where((eb) =>
        eb.exists(
          eb
            .selectFrom("plan_projects")
            .select(literal(1).as("one"))
            .whereRef("plan_projects.plan_id", "=", "v3_plans.plan_id")
            .where("plan_projects.project_name", "=", $("project")),
        ),
      );
    }
    return query;
  });

const NEXT = {
  any: nextStatement(false, false),
  phase: nextStatement(true, false),
  project: nextStatement(false, true),
  both: nextStatement(true, true),
} as const;

const formFor = ({ phase, project }: WorkFilter): keyof typeof NEXT => {
  if (phase === undefined) return project === undefined ? "any" : "project";
  return project === undefined ? "phase" : "both";
};

/** The first plan that may be claimed; one whose rules turn out to be unreadable is passed over. */
export const claimNext = Effect.fnUntraced(function* (
  context: StoreContext,
  filter: WorkFilter,
): Effect.fn.Return<Plan | null, StorageError> {
  const next = NEXT[formFor(filter)];
  for (let skip = 0; ; skip++) {
    const row = yield* context.session.get(next, {
      phase: filter.phase ?? "",
      project: filter.project ?? "",
      skip,
    });
    if (row === undefined) return null;
    const plan = yield* readOne(context, row);
    if (plan !== null && hasRules(plan)) return plan;
  }
});
