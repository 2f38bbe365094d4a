import type { Plan, ProcessingState, WorkQueue } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { asPlanId } from "../mapping/scalars.ts";
import { type Args, literal, statement } from "../Statement.ts";
import { FINISHED } from "./cancelPlans.ts";
import { claimAlone } from "./claim/claimAlone.ts";
import { claimAmongOthers } from "./claim/claimAmongOthers.ts";
import { OPEN_STATES } from "./claim/siblingRules.ts";
import type { StoreContext } from "./StoreContext.ts";

interface SiblingArgs extends Args {
  readonly planId: string;
  readonly parent: string;
  readonly limit: number;
}

const OPEN_SIBLINGS = statement<SiblingArgs>()((db, $) =>
  db
    .selectFrom("v3_plans")
    .select("plan_id")
    .where("parent_plan_id", "=", $("parent"))
    .where("plan_id", "<>", $("planId"))
    .where("lease_fence", ">", literal(0))
    .where("processing_state", "in", OPEN_STATES)
    .orderBy("created_at")
    .orderBy("plan_id")
    .limit($("limit")),
);

/** The plan's own place comes from its row, because a damaged instant is known there only. */
const UNFINISHED_OLDER = statement<SiblingArgs>()((db, $) =>
  db
    .selectFrom("v3_plans as self")
    .innerJoin("v3_plans as older", "older.parent_plan_id", "self.parent_plan_id")
    .select("older.plan_id")
    .where("self.plan_id", "=", $("planId"))
    .where("older.processing_state", "not in", FINISHED)
    .where((eb) =>
      eb(
        eb.refTuple("older.created_at", "older.plan_id"),
        "<",
        eb.refTuple("self.created_at", "self.plan_id"),
      ),
    )
    .orderBy("older.created_at")
    .orderBy("older.plan_id")
    .limit($("limit")),
);

const PENDING = statement<{ readonly planId: string }>()((db, $) =>
  db
    .selectFrom("pw_dependencies")
    .innerJoin("v3_plans", "v3_plans.plan_id", "pw_dependencies.depends_on_plan_id")
    .select(["v3_plans.plan_id", "v3_plans.processing_state"])
    .where("pw_dependencies.plan_id", "=", $("planId"))
    .where("v3_plans.processing_state", "<>", literal("applied"))
    .orderBy("pw_dependencies.position"),
);

const FAILED_SIBLINGS = statement<SiblingArgs>()((db, $) =>
  db
    .selectFrom("v3_plans")
    .select((eb) => eb.fn.countAll<number>().as("plans"))
    .where("parent_plan_id", "=", $("parent"))
    .where("plan_id", "<>", $("planId"))
    .where("processing_state", "in", [literal("errored"), literal("constrained")]),
);

/** The siblings of a plan; a root has none, which asks nothing. */
const siblingArgs = (
  { parentPlanId, planId }: Pick<Plan, "parentPlanId" | "planId">,
  limit: number,
): SiblingArgs | null => (parentPlanId === null ? null : { planId, parent: parentPlanId, limit });

/** The work of a unit of work. */
export const workQueue = (context: StoreContext): WorkQueue => {
  const { session } = context;
  const idsOf = (rows: ReadonlyArray<{ readonly plan_id: string }>) =>
    rows.map((row) => asPlanId(row.plan_id));
  return {
    claim: (filter, grant) =>
      session.engine.locks === null
        ? claimAlone(context, filter, grant)
        : claimAmongOthers(context, filter, grant),

    openSiblings: (plan, limit) => {
      const args = siblingArgs(plan, limit);
      return args === null ? Effect.succeed([]) : Effect.map(session.all(OPEN_SIBLINGS, args), idsOf);
    },

    unfinishedOlder: (plan, limit) => {
      const args = siblingArgs(plan, limit);
      return args === null ? Effect.succeed([]) : Effect.map(session.all(UNFINISHED_OLDER, args), idsOf);
    },

    pendingDependencies: (planId) =>
      Effect.map(session.all(PENDING, { planId }), (rows) =>
        rows.map((row) => ({
          planId: asPlanId(row.plan_id),
          processingState: row.processing_state as ProcessingState,
        })),
      ),

    failedSiblings: (plan) => {
      const args = siblingArgs(plan, 0);
      if (args === null) return Effect.succeed(0);
      return Effect.map(session.get(FAILED_SIBLINGS, args), (row) => row?.plans ?? 0);
    },
  };
};
