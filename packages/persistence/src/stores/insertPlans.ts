import { type Plan, type PlanId, ProfileSnapshot, type Sha256, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { writeJson } from "../mapping/json.ts";
import { PLAN_COLUMNS, type PlanColumnName } from "../mapping/planColumns.ts";
import { flagOf } from "../mapping/scalars.ts";
import { slotsOf, statement, type Value } from "../Statement.ts";
import type { StoreContext } from "./StoreContext.ts";

const COLUMNS = Object.entries(PLAN_COLUMNS) as ReadonlyArray<
  readonly [PlanColumnName, (typeof PLAN_COLUMNS)[PlanColumnName]]
>;

const INSERT_PLAN = statement<{ readonly [C in PlanColumnName]: Value }>()((db) =>
  db.insertInto("v3_plans").values(slotsOf(COLUMNS.map(([name]) => name))),
);

const INSERT_PROJECT = statement<{
  readonly planId: string;
  readonly name: string;
  readonly alias: string | null;
  readonly readOnly: number;
}>()((db, $) =>
  db.insertInto("plan_projects").values({
    plan_id: $("planId"),
    project_name: $("name"),
    alias: $("alias"),
    read_only: $("readOnly"),
  }),
);

const INSERT_ARGUMENT = statement<{
  readonly planId: string;
  readonly name: string;
  readonly value: string;
  readonly position: number;
}>()((db, $) =>
  db.insertInto("plan_arguments").values({
    plan_id: $("planId"),
    name: $("name"),
    value_json: $("value"),
    position: $("position"),
  }),
);

const INSERT_INVARIANT = statement<{
  readonly planId: string;
  readonly text: string;
  readonly source: string;
  readonly position: number;
}>()((db, $) =>
  db.insertInto("plan_invariants").values({
    plan_id: $("planId"),
    invariant_text: $("text"),
    source: $("source"),
    position: $("position"),
  }),
);

const INSERT_DEPENDENCY = statement<{
  readonly planId: string;
  readonly dependsOn: string;
  readonly position: number;
}>()((db, $) =>
  db.insertInto("pw_dependencies").values({
    plan_id: $("planId"),
    depends_on_plan_id: $("dependsOn"),
    position: $("position"),
  }),
);

/** The values of a plan's row. */
const rowOf = (plan: Plan): { readonly [C in PlanColumnName]: Value } =>
  Object.fromEntries(COLUMNS.map(([name, column]) => [name, column.write(plan)])) as {
    readonly [C in PlanColumnName]: Value;
  };

/** A snapshot that no reader could read is a mistake of the program, and must not become the only record of the rules. */
export const checkSnapshot = ({ effectiveProfileSnapshot: snapshot, planId }: Plan, sha256: Sha256): void => {
  if (snapshot._tag !== "Captured") return;
  if (Result.isSuccess(ProfileSnapshot.validate(snapshot.text, sha256))) return;
  throw new RangeError(`the snapshot of plan ${planId} (${snapshot.text.length} characters) is no snapshot`);
};

const insertPlan = Effect.fnUntraced(function* (
  { session, sha256 }: StoreContext,
  plan: Plan,
  dependencies: ReadonlyArray<PlanId>,
): Effect.fn.Return<void, StorageError> {
  const { planId } = plan;
  checkSnapshot(plan, sha256);
  if (dependencies.includes(planId)) {
    return yield* new StorageError({ reason: { _tag: "Conflict", constraint: "depends_on_plan_id" } });
  }
  yield* session.run(INSERT_PLAN, rowOf(plan));
  yield* session.each(
    INSERT_PROJECT,
    plan.projects.map(({ name, alias, readOnly }) => ({ planId, name, alias, readOnly: flagOf(readOnly) })),
  );
  yield* session.each(
    INSERT_ARGUMENT,
    plan.arguments.map(({ name, value }, position) => ({ planId, name, value: writeJson(value), position })),
  );
  yield* session.each(
    INSERT_INVARIANT,
    plan.invariants.map(({ text, source }, position) => ({ planId, text, source, position })),
  );
  yield* session.each(
    INSERT_DEPENDENCY,
    dependencies.map((dependsOn, position) => ({ planId, dependsOn, position })),
  );
});

/** Adds plans in the order given, with everything that belongs to them, or none of them. */
export const insertPlans = (
  context: StoreContext,
  plans: ReadonlyArray<Plan>,
  dependencies: ReadonlyArray<PlanId>,
): Effect.Effect<void, StorageError> =>
  context.session.atomic(
    Effect.forEach(plans, (plan) => insertPlan(context, plan, dependencies), { discard: true }),
  );
