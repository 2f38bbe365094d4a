import { type Plan, type PlanId, ProfileSnapshot, type Sha256, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { writeJson } from "../mapping/json.ts";
import { PLAN_COLUMNS, type PlanColumnName } from "../mapping/planColumns.ts";
import { flagOf } from "../mapping/scalars.ts";
import type { Value } from "../Statement.ts";
import { insertRows, rowsInto } from "./insertRows.ts";
import type { StoreContext } from "./StoreContext.ts";
import { sideBySide } from "./sideBySide.ts";

const COLUMNS = Object.entries(PLAN_COLUMNS) as ReadonlyArray<
  readonly [PlanColumnName, (typeof PLAN_COLUMNS)[PlanColumnName]]
>;

const PLANS = rowsInto(
  "v3_plans",
  COLUMNS.map(([name]) => name),
);
const PROJECTS = rowsInto("plan_projects", ["plan_id", "project_name", "alias", "read_only"]);
const ARGUMENTS = rowsInto("plan_arguments", ["plan_id", "name", "value_json", "position"]);
const INVARIANTS = rowsInto("plan_invariants", ["plan_id", "invariant_text", "source", "position"]);
const DEPENDENCIES = rowsInto("pw_dependencies", ["plan_id", "depends_on_plan_id", "position"]);

/** The values of a plan's row. */
const rowOf = (plan: Plan): { readonly [C in PlanColumnName]: Value } =>
  Object.fromEntries(COLUMNS.map(([name, column]) => [name, column.write(plan)])) as {
    readonly [C in PlanColumnName]: Value;
  };

const projectsOf = ({ planId: plan_id, projects }: Plan) =>
  projects.map(({ name, alias, readOnly }) => ({
    plan_id,
    project_name: name,
    alias,
    read_only: flagOf(readOnly),
  }));

const argumentsOf = ({ arguments: args, planId: plan_id }: Plan) =>
  args.map(({ name, value }, position) => ({ plan_id, name, value_json: writeJson(value), position }));

const invariantsOf = ({ invariants, planId: plan_id }: Plan) =>
  invariants.map(({ text, source }, position) => ({ plan_id, invariant_text: text, source, position }));

const dependenciesOf = ({ planId: plan_id }: Plan, on: ReadonlyArray<PlanId>) =>
  on.map((depends_on_plan_id, position) => ({ plan_id, depends_on_plan_id, position }));

/** A snapshot that no reader could read is a mistake of the program, and must not become the only record of the rules. */
export const checkSnapshot = ({ effectiveProfileSnapshot: snapshot, planId }: Plan, sha256: Sha256): void => {
  if (snapshot._tag !== "Captured") return;
  if (Result.isSuccess(ProfileSnapshot.validate(snapshot.text, sha256))) return;
  throw new RangeError(`the snapshot of plan ${planId} (${snapshot.text.length} characters) is no snapshot`);
};

/** Adds plans in the order given, with everything that belongs to them, or none of them. */
export const insertPlans = (
  { session, sha256 }: StoreContext,
  plans: ReadonlyArray<Plan>,
  dependencies: ReadonlyArray<PlanId>,
): Effect.Effect<void, StorageError> =>
  Effect.suspend(() => {
    if (plans.some(({ planId }) => dependencies.includes(planId))) {
      return Effect.fail(
        new StorageError({ reason: { _tag: "Conflict", constraint: "depends_on_plan_id" } }),
      );
    }
    for (const plan of plans) checkSnapshot(plan, sha256);
    const writes = sideBySide(session, {
      plans: insertRows(session, PLANS, plans.map(rowOf)),
      projects: insertRows(session, PROJECTS, plans.flatMap(projectsOf)),
      arguments: insertRows(session, ARGUMENTS, plans.flatMap(argumentsOf)),
      invariants: insertRows(session, INVARIANTS, plans.flatMap(invariantsOf)),
      dependencies: insertRows(
        session,
        DEPENDENCIES,
        plans.flatMap((plan) => dependenciesOf(plan, dependencies)),
      ),
    });
    return Effect.asVoid(session.atomic(writes));
  });
