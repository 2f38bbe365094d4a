import type { Plan, PlanArgument, PlanInvariant, PlanProject, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Engine } from "../Engine.ts";
import { Damages } from "../mapping/Damages.ts";
import { PLAN_COLUMNS, type PlanColumnName } from "../mapping/planColumns.ts";
import {
  DERIVED_COLUMNS,
  type PlanParts,
  type PlanRow,
  readArgument,
  readInvariant,
  readPlan,
  readProject,
} from "../mapping/readPlan.ts";
import { type Args, type Slots, type Statement, statement } from "../Statement.ts";
import { reportDamages } from "./reportDamages.ts";
import type { StoreContext } from "./StoreContext.ts";
import { sideBySide } from "./sideBySide.ts";

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

/** The questions for the rows of plans' parts. */
const partsOf = <A extends Args>(
  { session }: StoreContext,
  statements: ReturnType<typeof partsWhere<A>>,
  args: A,
) => ({
  projects: session.all(statements.projects, args),
  arguments: session.all(statements.arguments, args),
  invariants: session.all(statements.invariants, args),
});

/** The rows of plans' parts. */
type Parts = {
  readonly [P in keyof ReturnType<typeof partsOf>]: Effect.Success<ReturnType<typeof partsOf>[P]>;
};

/** The plans of rows, in the order of the rows. */
const assemble = Effect.fnUntraced(function* (
  { session, sha256 }: StoreContext,
  rows: ReadonlyArray<PlanRow>,
  parts: Parts,
): Effect.fn.Return<ReadonlyArray<Plan>, StorageError> {
  const byPlan = new Map<string, Gathered>(rows.map((row) => [row.plan_id, nothing()]));
  for (const row of parts.projects) {
    byPlan.get(row.plan_id)?.projects.push(readProject(row));
  }
  for (const row of parts.arguments) {
    const gathered = byPlan.get(row.plan_id);
    gathered?.arguments.push(readArgument(row, gathered.damages));
  }
  for (const row of parts.invariants) {
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

/** The plan of a row; three statements more. */
export const readOne = Effect.fnUntraced(function* (
  context: StoreContext,
  row: PlanRow,
): Effect.fn.Return<Plan | null, StorageError> {
  const parts = yield* sideBySide(context.session, partsOf(context, OF_ONE, { planId: row.plan_id }));
  const [plan] = yield* assemble(context, [row], parts);
  return plan ?? null;
});

/** The plan of a row whose parts have been read. */
export const withParts = (
  { session, sha256 }: StoreContext,
  row: PlanRow,
  read: (damages: Damages) => PlanParts,
): Effect.Effect<Plan, StorageError> => {
  const damages = new Damages();
  const plan = readPlan(row, read(damages), sha256, damages);
  return Effect.as(reportDamages(session.ledger, `Plan ${plan.planId}`, damages.found), plan);
};

/** The plan whose row a statement gives, if it gives one; its parts are asked for beside it. */
export const readFound = Effect.fnUntraced(function* <A extends Args>(
  context: StoreContext,
  found: Statement<A, PlanRow>,
  args: A & { readonly planId: string },
): Effect.fn.Return<Plan | null, StorageError> {
  const { row, ...parts } = yield* sideBySide(context.session, {
    row: context.session.get(found, args),
    ...partsOf(context, OF_ONE, { planId: args.planId }),
  });
  if (row === undefined) return null;
  const [plan] = yield* assemble(context, [row], parts);
  return plan ?? null;
});

/** The plans of rows, in the order of the rows; three statements more, however many rows there are. */
export const readPage = Effect.fnUntraced(function* (
  context: StoreContext,
  rows: ReadonlyArray<PlanRow>,
): Effect.fn.Return<ReadonlyArray<Plan>, StorageError> {
  if (rows.length === 0) return [];
  const planIds = JSON.stringify(rows.map((row) => row.plan_id));
  return yield* assemble(
    context,
    rows,
    yield* sideBySide(context.session, partsOf(context, OF_PAGE, { planIds })),
  );
});
