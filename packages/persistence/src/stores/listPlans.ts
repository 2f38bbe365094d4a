import type { ListedPlan, PlanFilter, PlanPage, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { type Kysely, sql } from "kysely";
import type { Engine } from "../Engine.ts";
import type { PlanRow } from "../mapping/readPlan.ts";
import { asText } from "../mapping/scalars.ts";
import type { Tables } from "../rows/Tables.ts";
import { type Slots, type Statement, statement } from "../Statement.ts";
import {
  type FilterArgs,
  filterArgs,
  filterConditions,
  type Selectivity,
  shapeOf,
  WAITING,
} from "./planFilter.ts";
import { selectivityOf } from "./planSelectivity.ts";
import { READ_COLUMNS, readPage } from "./readPlans.ts";
import type { StoreContext } from "./StoreContext.ts";

interface PageArgs extends FilterArgs {
  readonly limit: number;
  readonly createdAt: string;
  readonly planId: string;
}

/** What a list's statement depends on besides its values. */
interface Shape extends Selectivity {
  readonly filter: PlanFilter;
  /** The page begins after a plan. */
  readonly started: boolean;
}

/** Plans in the order of the list, newest first, cut to the length of a page. */
const inOrder = (db: Kysely<Tables>, $: Slots<PageArgs>) =>
  db
    .selectFrom("v3_plans")
    .orderBy("v3_plans.created_at", "desc")
    .orderBy("v3_plans.plan_id", "desc")
    .limit($("limit"));

/**
 * The stored `created_at` of the plan after which a page begins: adopted rows may hold bytes where text belongs, which no
 * cursor can tell. The cursor's text counts where the plan is gone.
 */
const startOf = ($: Slots<PageArgs>) =>
  sql<string>`coalesce((SELECT created_at FROM v3_plans WHERE plan_id = ${$("planId")}), ${$("createdAt")})`;

/** The plans of a shape in order. */
const page = (db: Kysely<Tables>, $: Slots<PageArgs>, engine: Engine, shape: Shape) => {
  const filtered = inOrder(db, $).where((eb) => eb.and(filterConditions(shape.filter, shape, eb, $, engine)));
  return shape.started
    ? filtered.where((eb) =>
        eb(eb.refTuple("v3_plans.created_at", "v3_plans.plan_id"), "<", eb.tuple(startOf($), $("planId"))),
      )
    : filtered;
};

const listed = (shape: Shape): Statement<PageArgs, PlanRow> =>
  statement<PageArgs>()((db, $, engine) => page(db, $, engine, shape).select(READ_COLUMNS));

/** A page of each place where plans wait, of which the newest make the page. */
const listedWaiting = (shape: Shape): Statement<PageArgs, PlanRow> =>
  statement<PageArgs>()((db, $, engine) => {
    const waiting = WAITING.map((place) =>
      db
        .selectFrom(page(db, $, engine, shape).select("v3_plans.plan_id").where(place).as("waiting"))
        .select("waiting.plan_id"),
    );
    const ids = waiting.reduce((all, next) => all.unionAll(next));
    return inOrder(db, $).select(READ_COLUMNS).where("v3_plans.plan_id", "in", ids);
  });

/** The statements of lists by their shape, of which there are a few hundred at most. */
const lists = new Map<string, Statement<PageArgs, PlanRow>>();

const listStatement = (shape: Shape): Statement<PageArgs, PlanRow> => {
  const key = [shapeOf(shape.filter), shape.started, shape.fewOfProject, shape.fewOfPattern].join();
  const known = lists.get(key);
  if (known !== undefined) return known;
  const made = shape.filter.needsApproval === true ? listedWaiting(shape) : listed(shape);
  lists.set(key, made);
  return made;
};

/** Newest first, after the page's start. */
export const listPlans = Effect.fnUntraced(function* (
  context: StoreContext,
  filter: PlanFilter,
  { after, limit }: PlanPage,
): Effect.fn.Return<ReadonlyArray<ListedPlan>, StorageError> {
  const selectivity = yield* selectivityOf(context, filter);
  const rows = yield* context.session.all(
    listStatement({ filter, started: after !== undefined, ...selectivity }),
    {
      ...filterArgs(filter),
      limit,
      createdAt: after?.createdAt ?? "",
      planId: after?.planId ?? "",
    },
  );
  const plans = yield* readPage(context, rows);
  return plans.map((plan, index) => ({
    plan,
    cursor: { createdAt: asText(rows[index]?.created_at), planId: plan.planId },
  }));
});
