import type { LockExtent, Plan, PlanId, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { statement } from "../Statement.ts";
import { keepStatement } from "./keepRows.ts";
import { READ_COLUMNS, readFound } from "./readPlans.ts";
import type { StoreContext } from "./StoreContext.ts";
import { subtree, type TopArgs, wholeTree } from "./treeScope.ts";

type LockArgs = { readonly planId: string };

const LOCK_PLAN = statement<LockArgs>()((db, $) =>
  db.selectFrom("v3_plans").select(READ_COLUMNS).where("plan_id", "=", $("planId")).forNoKeyUpdate(),
);

/**
 * The root's row first and then the plan's, which is given as it is once both are locked. Others may still refer to the
 * rows, so that what they add elsewhere need not wait.
 */
const lockTree = ({ waits }: { readonly waits: boolean }) =>
  statement<LockArgs>()((db, $) => {
    const plan = db
      .with("root", (roots) => {
        const root = roots
          .selectFrom("v3_plans")
          .select("v3_plans.plan_id")
          .where("v3_plans.plan_id", "=", (eb) =>
            eb
              .selectFrom("v3_plans as plan")
              .select("plan.root_plan_id")
              .where("plan.plan_id", "=", $("planId")),
          )
          .forNoKeyUpdate();
        return waits ? root : root.skipLocked();
      })
      .selectFrom("v3_plans")
      .select(READ_COLUMNS)
      .where("v3_plans.plan_id", "=", $("planId"))
      .where((eb) => eb.exists(eb.selectFrom("root").select("root.plan_id")))
      .forNoKeyUpdate("v3_plans");
    return waits ? plan : plan.skipLocked();
  });

const LOCK_TREE = lockTree({ waits: true });
const TRY_LOCK_TREE = lockTree({ waits: false });

const KEEP_TREE = keepStatement<TopArgs>(wholeTree);
const KEEP_SUBTREE = keepStatement<TopArgs>(subtree);

/** Locks a plan as `PlanStore.lock` has it, on an engine where others write at the same time. */
export const lockPlan = Effect.fnUntraced(function* (
  context: StoreContext,
  planId: PlanId,
  extent: LockExtent,
): Effect.fn.Return<Plan | null, StorageError> {
  const plan = yield* readFound(context, extent === "plan" ? LOCK_PLAN : LOCK_TREE, { planId });
  if (plan !== null && extent === "subtree") {
    yield* context.session.get(plan.parentPlanId === null ? KEEP_TREE : KEEP_SUBTREE, { top: planId });
  }
  return plan;
});

/** Locks a plan as `PlanStore.tryLock` has it, on such an engine. */
export const tryLockPlan = (
  context: StoreContext,
  planId: PlanId,
): Effect.Effect<Plan | null, StorageError> => readFound(context, TRY_LOCK_TREE, { planId });
