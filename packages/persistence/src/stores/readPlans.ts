import type { Plan, PlanArgument, PlanInvariant, PlanProject, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Engine } from "../Engine.ts";
import { Damages } from "../mapping/Damages.ts";
import { PLAN_COLUMNS, type PlanColumnName } from "../mapping/planColumns.ts";
import {
  DERIVED_COLUMNS,
  type PlanRow,
  readArgument,
  readInvariant,
  readPlan,
  readProject,
} from "../mapping/readPlan.ts";
import { type Args, type Slots, statement } from "../Statement.ts";
import { reportDamages } from "./reportDamages.ts";
import type { StoreContext } from "./StoreContext.ts";

const isRead = (name: string): name is keyof PlanRow & PlanColumnName =>
  !(DERIVED_COLUMNS as ReadonlyArray<string>).includes(name);

/** The columns that a plan is read from. */
export const READ_COLUMNS = Object.keys(PLAN_COLUMNS).filter(isRead);

/** The rows of plans' parts, each in its order. */
const partsWhere = <A extends Args>(within: (slots: Slots<A>, engine: Engine) => RawBuilder<SqlBool>) => ({
  projects: statement<A>()((db, $, engine) =>
    db.selectFrom("plan_projects").selectAll().where(within($, engine)).orderBy("id"),
  ),
  arguments: statement<A>()((db, $, engine) =>
    db.selectFrom("plan_arguments").selectAll().where(within($, engine)).orderBy("position").orderBy("id"),
  ),
  invariants: statement<A>()((db, $, engine) =>
    db.selectFrom("plan_invariants").selectAll().where(within($, engine)).orderBy("position").orderBy("id"),
  ),
});

const PLAN_ID = sql.ref("plan_id");

const OF_ONE = partsWhere<{ readonly planId: string }>(($) => sql`${PLAN_ID} = ${$("planId")}`);

/** `planIds` is a JSON array. */
const OF_PAGE = partsWhere<{ readonly planIds: string }>(($, { among }) => among(PLAN_ID, $("planIds")));

/** The parts of one plan while they are put together. */
interface Gathered {
  readonly damages: Damages;
  readonly projects: Array<PlanProject>;
  readonly arguments: Array<PlanArgument>;
  readonly invariants: Array<PlanInvariant>;
}

const nothing = (): Gathered => ({ damages: new Damages(), projects: [], arguments: [], invariants: [] });

/** The plans of rows, in the order of the rows; three statements more, however many rows there are. */
const assemble = Effect.fnUntraced(function* <A extends Args>(
  { session, sha256 }: StoreContext,
  rows: ReadonlyArray<PlanRow>,
  statements: ReturnType<typeof partsWhere<A>>,
  args: A,
): Effect.fn.Return<ReadonlyArray<Plan>, StorageError> {
  const byPlan = new Map<string, Gathered>(rows.map((row) => [row.plan_id, nothing()]));
  for (const row of yield* session.all(statements.projects, args)) {
    byPlan.get(row.plan_id)?.projects.push(readProject(row));
  }
  for (const row of yield* session.all(statements.arguments, args)) {
    const gathered = byPlan.get(row.plan_id);
    gathered?.arguments.push(readArgument(row, gathered.damages));
  }
  for (const row of yield* session.all(statements.invariants, args)) {
    const gathered = byPlan.get(row.plan_id);
    gathered?.invariants.push(readInvariant(row, gathered.damages));
  }
  const plans: Array<Plan> = [];
  for (const row of rows) {
    const { damages, ...parts } = byPlan.get(row.plan_id) ?? nothing();
    const plan = readPlan(row, parts, sha256, damages);
    if (damages.found.length > 0) yield* reportDamages(session.ledger, `Plan ${plan.planId}`, damages.found);
    plans.push(plan);
  }
  return plans;
});

/** The plan of a row. */
export const readOne = (context: StoreContext, row: PlanRow): Effect.Effect<Plan | null, StorageError> =>
  Effect.map(assemble(context, [row], OF_ONE, { planId: row.plan_id }), ([plan]) => plan ?? null);

/** The plans of rows, in the order of the rows. */
export const readPage = (
  context: StoreContext,
  rows: ReadonlyArray<PlanRow>,
): Effect.Effect<ReadonlyArray<Plan>, StorageError> =>
  rows.length === 0
    ? Effect.succeed([])
    : assemble(context, rows, OF_PAGE, { planIds: JSON.stringify(rows.map((row) => row.plan_id)) });
