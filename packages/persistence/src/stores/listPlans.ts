import type {
  ListedPlan,
  PlanFilter,
  PlanPage,
  ProcessingState,
  StateCounts,
  StorageError,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { PlanRow } from "../mapping/readPlan.ts";
import { asPlanId, asText } from "../mapping/scalars.ts";
import { type Statement, statement } from "../Statement.ts";
import { type FilterArgs, filterArgs, filterConditions, shapeOf } from "./planFilter.ts";
import { READ_COLUMNS, readPage } from "./readPlans.ts";
import type { StoreContext } from "./StoreContext.ts";

interface PageArgs extends FilterArgs {
  readonly limit: number;
  readonly createdAt: string;
  readonly planId: string;
}

/** The statements of lists by the shape of their filter; there are at most 512 shapes, each with and without a start. */
const lists = new Map<string, Statement<PageArgs, PlanRow>>();

const listStatement = (filter: PlanFilter, started: boolean): Statement<PageArgs, PlanRow> => {
  const shape = `${shapeOf(filter)}${started ? ">" : ""}`;
  const known = lists.get(shape);
  if (known !== undefined) return known;
  const made = statement<PageArgs>()((db, $, engine) => {
    const query = db
      .selectFrom("v3_plans")
      .select(READ_COLUMNS)
      .orderBy("created_at", "desc")
      .orderBy("plan_id", "desc")
      .limit($("limit"))
      .where((eb) => eb.and(filterConditions(filter, eb, $, engine)));
    return started
      ? query.where((eb) =>
          eb(eb.refTuple("created_at", "plan_id"), "<", eb.tuple($("createdAt"), $("planId"))),
        )
      : query;
  });
  lists.set(shape, made);
  return made;
};

/** Newest first, after the page's start. */
export const listPlans = Effect.fnUntraced(function* (
  context: StoreContext,
  filter: PlanFilter,
  page: PlanPage,
): Effect.fn.Return<ReadonlyArray<ListedPlan>, StorageError> {
  const rows = yield* context.session.all(listStatement(filter, page.after !== undefined), {
    ...filterArgs(filter),
    limit: page.limit,
    createdAt: page.after?.createdAt ?? "",
    planId: page.after?.planId ?? "",
  });
  const plans = yield* readPage(context, rows);
  return plans.map((plan, index) => ({
    plan,
    cursor: { createdAt: asText(rows[index]?.created_at), planId: asPlanId(plan.planId) },
  }));
});

/** How many plans of each state there are, as a statement gives it. */
export interface StateCount {
  readonly processing_state: string;
  readonly plans: number;
}

/** Numbers by state from the rows of a statement, which has none for a state without plans. */
export const stateCounts = (rows: ReadonlyArray<StateCount>): StateCounts =>
  Object.fromEntries(rows.map((row) => [row.processing_state as ProcessingState, row.plans]));

const counts = new Map<string, Statement<FilterArgs, StateCount>>();

const countStatement = (filter: PlanFilter): Statement<FilterArgs, StateCount> => {
  const shape = shapeOf(filter);
  const known = counts.get(shape);
  if (known !== undefined) return known;
  const made = statement<FilterArgs>()((db, $, engine) =>
    db
      .selectFrom("v3_plans")
      .select((eb) => ["processing_state", eb.fn.countAll<number>().as("plans")])
      .where((eb) => eb.and(filterConditions(filter, eb, $, engine)))
      .groupBy("processing_state"),
  );
  counts.set(shape, made);
  return made;
};

/** Numbers over a filter, by state. */
export const countPlans = (
  { session }: StoreContext,
  filter: PlanFilter,
): Effect.Effect<StateCounts, StorageError> =>
  Effect.map(session.all(countStatement(filter), filterArgs(filter)), stateCounts);
