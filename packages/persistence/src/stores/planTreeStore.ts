import type { PlanNode, PlanTreeStore } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { literal, statement } from "../Statement.ts";
import { cancelBelow, cancelIdleSiblings, unfinished } from "./cancelPlans.ts";
import { CHILDREN, stateCounts } from "./countPlans.ts";
import { hasDependents, removePlans } from "./removePlans.ts";
import type { StoreContext } from "./StoreContext.ts";
import { formFor, type TopArgs, treeStatement } from "./treeScope.ts";

/** The columns of a node under the names of its fields, so that a row is one. */
const NODE = [
  "v3_plans.plan_id as planId",
  "v3_plans.parent_plan_id as parentPlanId",
  "v3_plans.phase",
  "v3_plans.processing_state as processingState",
  "v3_plans.description",
] as const;

const SUBTREE = treeStatement()((db, _, within) => db.selectFrom("v3_plans").select(NODE).where(within));

const ANCESTORS = statement<TopArgs>()((db, $) =>
  db
    .withRecursive("above(plan_id, distance)", (cte) =>
      cte
        .selectFrom("v3_plans as plan")
        .select(["plan.parent_plan_id as plan_id", literal<number>(1).as("distance")])
        .where("plan.plan_id", "=", $("top"))
        .unionAll(
          cte
            .selectFrom("v3_plans as plan")
            .innerJoin("above", "above.plan_id", "plan.plan_id")
            .select((eb) => [
              "plan.parent_plan_id as plan_id",
              eb("above.distance", "+", literal<number>(1)).as("distance"),
            ]),
        ),
    )
    .selectFrom("above")
    .innerJoin("v3_plans", "v3_plans.plan_id", "above.plan_id")
    .select(NODE)
    .orderBy("above.distance"),
);

const STATES_BELOW = treeStatement()((db, $, within) =>
  db
    .selectFrom("v3_plans")
    .select((eb) => ["processing_state", eb.fn.countAll<number>().as("plans")])
    .where(within)
    .where("plan_id", "<>", $("top"))
    .groupBy("processing_state"),
);

const UNFINISHED_BELOW = treeStatement()((db, $, within) =>
  db
    .selectFrom("v3_plans")
    .select((eb) => eb.fn.countAll<number>().as("plans"))
    .where(within)
    .where("plan_id", "<>", $("top"))
    .where(unfinished()),
);

const COST = statement<{ readonly root: string }>()((db, $) =>
  db
    .selectFrom("v3_plans")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("cost_total"), literal(0)).as("cost"))
    .where("root_plan_id", "=", $("root")),
);

/** The trees of a unit of work. */
export const planTreeStore = (context: StoreContext): PlanTreeStore => {
  const { session } = context;
  return {
    ancestors: (planId) =>
      Effect.map(session.all(ANCESTORS, { top: planId }), (rows) => rows as ReadonlyArray<PlanNode>),

    subtree: (planId) =>
      Effect.flatMap(formFor(session, SUBTREE, planId), (nodes) =>
        Effect.map(session.all(nodes, { top: planId }), (rows) => rows as ReadonlyArray<PlanNode>),
      ),

    children: (planId, limit) => Effect.map(session.all(CHILDREN, { planId, limit }), stateCounts),

    statesBelow: (planId) =>
      Effect.flatMap(formFor(session, STATES_BELOW, planId), (states) =>
        Effect.map(session.all(states, { top: planId }), stateCounts),
      ),

    unfinishedBelow: (planId) =>
      Effect.flatMap(formFor(session, UNFINISHED_BELOW, planId), (count) =>
        Effect.map(session.get(count, { top: planId }), (row) => row?.plans ?? 0),
      ),

    cost: (root) => Effect.map(session.get(COST, { root }), (row) => row?.cost ?? 0),
    cancelBelow: (planId, why) => cancelBelow(context, planId, why),
    cancelIdleSiblings: (child, why) => cancelIdleSiblings(context, child, why),
    hasDependents: (planId) => hasDependents(context, planId),
    remove: (planId, why) => removePlans(context, planId, why),
  };
};
