import {
  type Cancellation,
  FINISHED_STATES,
  type Plan,
  type PlanId,
  type StorageError,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import { type Expression, type Kysely, type SqlBool, sql } from "kysely";
import { writeJson } from "../mapping/json.ts";
import type { Tables } from "../rows/Tables.ts";
import { literal, type Slots, type Statement, statement } from "../Statement.ts";
import { keepStatement } from "./keepRows.ts";
import type { StoreContext } from "./StoreContext.ts";
import { sideBySide } from "./sideBySide.ts";
import { isRootPlan, onPlans, type Scope, subtree, subtreeOf, type TopArgs, wholeTree } from "./treeScope.ts";

/** The values of the statements that cancel: where, and why; `reason` is JSON. */
interface CancelArgs extends TopArgs {
  readonly parent: string;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
}

/**
 * The plans are locked first where others write at the same time, so that the events tell what happened; then one event
 * per plan, in the order of their ids, with the version that the plan has after it; then leases; then the plans.
 */
interface CancelStatements {
  readonly keep: Statement<CancelArgs, unknown>;
  readonly events: Statement<CancelArgs, unknown>;
  readonly leases: Statement<CancelArgs, unknown>;
  readonly plans: Statement<CancelArgs, unknown>;
}

/** The states after which nothing may follow, as constants. */
export const FINISHED = FINISHED_STATES.map(literal);

/** True for plans after which something may follow. */
export const unfinished = (): Expression<SqlBool> =>
  onPlans()("v3_plans.processing_state", "not in", FINISHED);

const cancelledData = ($: Slots<CancelArgs>) =>
  sql<string>`'{"from":{"phase":"' || phase || '","state":"' || processing_state || '"},"reason":' || ${$("reason")} || '}'`;

const cancelStatements = (scope: Scope<CancelArgs>): CancelStatements => {
  const within = (db: Kysely<Tables>, $: Slots<CancelArgs>) => onPlans().and([scope(db, $), unfinished()]);
  return {
    keep: keepStatement(within),
    events: statement<CancelArgs>()((db, $) =>
      db
        .insertInto("pw_events")
        .columns(["at", "type", "plan_id", "root_plan_id", "version", "actor", "data_json"])
        .expression(
          db
            .selectFrom("v3_plans")
            .select((eb) => [
              $("at").as("at"),
              literal("plan.cancelled").as("type"),
              "plan_id",
              "root_plan_id",
              eb("version", "+", literal(1)).as("version"),
              $("actor").as("actor"),
              cancelledData($).as("data_json"),
            ])
            .where(within(db, $))
            .orderBy("plan_id"),
        ),
    ),
    leases: statement<CancelArgs>()((db, $, { amongRows }) =>
      db
        .deleteFrom("pw_leases")
        .where(
          amongRows(
            sql.ref("pw_leases.plan_id"),
            db.selectFrom("v3_plans").select("plan_id").where(within(db, $)),
          ),
        ),
    ),
    plans: statement<CancelArgs>()((db, $) =>
      db
        .updateTable("v3_plans")
        .set((eb) => ({
          processing_state: literal("cancelled"),
          completed_at: $("at"),
          updated_at: $("at"),
          version: eb("version", "+", literal(1)),
        }))
        .where(within(db, $)),
    ),
  };
};

const notTop =
  (tree: Scope<TopArgs>): Scope<CancelArgs> =>
  (db, $) =>
    onPlans().and([tree(db, $), onPlans()("v3_plans.plan_id", "<>", $("top"))]);

/**
 * Siblings of `top`, the children of `parent`, that nobody works on and that are not finished, and all below them. One that
 * is being claimed while it is locked is worked on when the next statement looks.
 */
const idleSiblings: Scope<CancelArgs> = (db, $) =>
  subtreeOf(db, (tops) =>
    tops
      .where("top.parent_plan_id", "=", $("parent"))
      .where("top.plan_id", "<>", $("top"))
      .where("top.processing_state", "not in", [...FINISHED, literal("processing")]),
  );

const BELOW_ROOT = cancelStatements(notTop(wholeTree));
const BELOW = cancelStatements(notTop(subtree));
const IDLE_SIBLINGS = cancelStatements(idleSiblings);

const cancel = (
  { session }: StoreContext,
  { events, keep, leases, plans }: CancelStatements,
  args: CancelArgs,
): Effect.Effect<number, StorageError> => {
  const writes = sideBySide(session, {
    ...(session.engine.locks === null ? {} : { kept: session.get(keep, args) }),
    events: session.run(events, args),
    leases: session.run(leases, args),
    plans: session.run(plans, args),
  });
  return Effect.map(session.atomic(writes), (written) => written.plans);
};

const cancelArgs = (top: PlanId, parent: PlanId, why: Cancellation): CancelArgs => ({
  top,
  parent,
  at: why.at,
  actor: why.actor,
  reason: writeJson(why.reason),
});

/** Cancels every unfinished plan below a plan; answers how many. */
export const cancelBelow = (
  context: StoreContext,
  top: PlanId,
  why: Cancellation,
): Effect.Effect<number, StorageError> =>
  Effect.flatMap(isRootPlan(context.session, top), (isRoot) =>
    cancel(context, isRoot ? BELOW_ROOT : BELOW, cancelArgs(top, top, why)),
  );

/** Cancels the idle siblings of a child, and every unfinished plan below those; answers how many. */
export const cancelIdleSiblings = (
  context: StoreContext,
  { planId, parentPlanId }: Plan,
  why: Cancellation,
): Effect.Effect<number, StorageError> =>
  parentPlanId === null
    ? Effect.succeed(0)
    : cancel(context, IDLE_SIBLINGS, cancelArgs(planId, parentPlanId, why));
