import type { PlanId, PlanStore } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { asPlanId } from "../mapping/scalars.ts";
import { statement } from "../Statement.ts";
import { capturePlan } from "./capturePlan.ts";
import { countPlans } from "./countPlans.ts";
import { insertPlans } from "./insertPlans.ts";
import { listPlans } from "./listPlans.ts";
import { lockPlan, tryLockPlan } from "./lockPlan.ts";
import { READ_COLUMNS, readFound } from "./readPlans.ts";
import type { StoreContext } from "./StoreContext.ts";
import { updatePlan } from "./updatePlan.ts";

const FIND = statement<{ readonly planId: string }>()((db, $) =>
  db.selectFrom("v3_plans").select(READ_COLUMNS).where("plan_id", "=", $("planId")),
);

const BY_SHORT_ID = statement<{ readonly short: string; readonly limit: number }>()((db, $, { shortId }) =>
  db
    .selectFrom("v3_plans")
    .select("plan_id")
    .where(shortId(sql.ref("plan_id")), "=", $("short"))
    .orderBy("plan_id")
    .limit($("limit")),
);

/** The plans of a unit of work. */
export const planStore = (context: StoreContext): PlanStore => {
  const find: PlanStore["find"] = (planId) => readFound(context, FIND, { planId });
  return {
    insert: (plans, dependencies: ReadonlyArray<PlanId> = []) => insertPlans(context, plans, dependencies),

    find,

    lock: (planId, extent) =>
      context.session.engine.locks === null ? find(planId) : lockPlan(context, planId, extent),

    tryLock: (planId) =>
      context.session.engine.locks === null ? find(planId) : tryLockPlan(context, planId),

    findByShortId: (short, limit) =>
      Effect.map(context.session.all(BY_SHORT_ID, { short, limit }), (rows) =>
        rows.map((row) => asPlanId(row.plan_id)),
      ),

    update: (before, after) => updatePlan(context, before, after),
    capture: (before, after) => capturePlan(context, before, after),
    list: (filter, page) => listPlans(context, filter, page),
    count: (filter) => countPlans(context, filter),
  };
};
