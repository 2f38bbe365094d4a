import type { PlanFilter, ProcessingState, StateCounts, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { type Statement, statement } from "../Statement.ts";
import {
  type FilterArgs,
  filterArgs,
  filterConditions,
  shapeOf,
  UNSELECTIVE,
  WAITING,
} from "./planFilter.ts";
import type { StoreContext } from "./StoreContext.ts";

/** How many plans of a state there are, as a statement gives it. */
export interface StateCount {
  readonly processing_state: string;
  readonly plans: number;
}

/** Numbers by state from the rows of a statement, which has none for a state without plans. */
export const stateCounts = (rows: ReadonlyArray<StateCount>): StateCounts =>
  Object.fromEntries(rows.map((row) => [row.processing_state as ProcessingState, row.plans]));

/** The direct children of a plan by state, at most `limit` of them counted. */
export const CHILDREN = statement<{ readonly planId: string; readonly limit: number }>()((db, $) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom("v3_plans")
        .select("processing_state")
        .where("parent_plan_id", "=", $("planId"))
        .limit($("limit"))
        .as("child"),
    )
    .select((eb) => ["processing_state", eb.fn.countAll<number>().as("plans")])
    .groupBy("processing_state"),
);

const counts = new Map<string, Statement<FilterArgs, StateCount>>();

const countStatement = (filter: PlanFilter): Statement<FilterArgs, StateCount> => {
  const shape = shapeOf(filter);
  const known = counts.get(shape);
  if (known !== undefined) return known;
  const made = statement<FilterArgs>()((db, $, engine) => {
    const counted = db
      .selectFrom("v3_plans")
      .select((eb) => ["processing_state", eb.fn.countAll<number>().as("plans")])
      .where((eb) => eb.and(filterConditions(filter, UNSELECTIVE, eb, $, engine)))
      .groupBy("processing_state");
    return filter.needsApproval === true
      ? counted.where((eb) => eb.or(WAITING.map((place) => place(eb))))
      : counted;
  });
  counts.set(shape, made);
  return made;
};

/** Numbers over a filter, by state. */
export const countPlans = (
  { session }: StoreContext,
  filter: PlanFilter,
): Effect.Effect<StateCounts, StorageError> =>
  Effect.map(session.all(countStatement(filter), filterArgs(filter)), stateCounts);
