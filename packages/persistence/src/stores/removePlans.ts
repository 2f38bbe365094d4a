import { type Cancellation, type PlanId, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { writeJson } from "../mapping/json.ts";
import { literal } from "../Statement.ts";
import { keepStatement } from "./keepRows.ts";
import type { StoreContext } from "./StoreContext.ts";
import { sideBySide } from "./sideBySide.ts";
import {
  formFor,
  formOf,
  isRootPlan,
  subtree,
  type TopArgs,
  type TreeStatement,
  treeStatement,
  wholeTree,
} from "./treeScope.ts";

interface RemoveArgs extends TopArgs {
  readonly at: string;
  readonly actor: string;
  /** JSON. */
  readonly reason: string;
}

const DIGEST = sql<string>`CASE WHEN profile_digest IS NULL THEN 'null' ELSE '"' || profile_digest || '"' END`;

const EVENTS = treeStatement<RemoveArgs>()((db, $, within) =>
  db
    .insertInto("pw_events")
    .columns(["at", "type", "plan_id", "root_plan_id", "version", "actor", "data_json"])
    .expression(
      db
        .selectFrom("v3_plans")
        .select([
          $("at").as("at"),
          literal("plan.deleted").as("type"),
          "plan_id",
          "root_plan_id",
          "version",
          $("actor").as("actor"),
          sql<string>`'{"snapshot_digest":' || ${DIGEST} || ',"reason":' || ${$("reason")} || '}'`.as(
            "data_json",
          ),
        ])
        .where(within)
        .orderBy("plan_id"),
    ),
);

const KEEP: TreeStatement<RemoveArgs, unknown> = {
  whole: keepStatement(wholeTree),
  part: keepStatement(subtree),
};

const DELETE = treeStatement<RemoveArgs>()((db, _, within) => db.deleteFrom("v3_plans").where(within));

/** What hangs on the plans inside goes first: an engine may look at each row that refers to a plan as the plan goes. */
const DELETE_DEPENDENCIES = treeStatement<RemoveArgs>()((db, _, within, { amongRows }) =>
  db
    .deleteFrom("pw_dependencies")
    .where(
      amongRows(
        sql.ref("pw_dependencies.plan_id"),
        db.selectFrom("v3_plans").select("plan_id").where(within),
      ),
    ),
);

/** A dependency of a plan outside on a plan inside. */
const DEPENDENT = treeStatement()((db, _, within, { amongRows }) => {
  const inside = db.selectFrom("v3_plans").select("plan_id").where(within);
  return db
    .selectFrom("pw_dependencies")
    .select("plan_id")
    .where(amongRows(sql.ref("pw_dependencies.depends_on_plan_id"), inside))
    .where("plan_id", "not in", inside)
    .limit(literal(1));
});

/** True when a plan outside of a plan's subtree depends on one inside it. */
export const hasDependents = ({ session }: StoreContext, top: PlanId): Effect.Effect<boolean, StorageError> =>
  Effect.flatMap(formFor(session, DEPENDENT, top), (dependent) =>
    Effect.map(session.get(dependent, { top }), (row) => row !== undefined),
  );

/** Deletes a plan and everything below it, with one event each; answers how many. */
export const removePlans = (
  context: StoreContext,
  top: PlanId,
  why: Cancellation,
): Effect.Effect<number, StorageError> => {
  const { session } = context;
  const args = { top, at: why.at, actor: why.actor, reason: writeJson(why.reason) };
  return session.atomic(
    Effect.gen(function* () {
      const isRoot = yield* isRootPlan(session, top);
      if (session.engine.locks !== null) yield* session.get(formOf(KEEP, isRoot), args);
      if ((yield* session.get(formOf(DEPENDENT, isRoot), args)) !== undefined) {
        return yield* new StorageError({ reason: { _tag: "Conflict", constraint: "depends_on_plan_id" } });
      }
      yield* sideBySide(session, {
        events: session.run(formOf(EVENTS, isRoot), args),
        dependencies: session.run(formOf(DELETE_DEPENDENCIES, isRoot), args),
      });
      return yield* session.runUnordered(formOf(DELETE, isRoot), args);
    }),
  );
};
