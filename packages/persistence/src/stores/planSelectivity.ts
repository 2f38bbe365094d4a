import type { PlanFilter, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { literal, statement } from "../Statement.ts";
import { filterArgs, type Selectivity } from "./planFilter.ts";
import type { StoreContext } from "./StoreContext.ts";

/**
 * Up to this many rows are looked up and sorted; of more, so many of the newest plans are among them that a page is full
 * long before the oldest. Either way a page costs the same in a large ledger as in a small one.
 */
const FEW = 1_000;

const OF_PROJECT = statement<{ readonly project: string }>()((db, $) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom("plan_projects")
        .select("plan_id")
        .where("project_name", "=", $("project"))
        .limit(literal(FEW + 1))
        .as("found"),
    )
    .select((eb) => eb.fn.countAll<number>().as("plans")),
);

const OF_PATTERN = statement<{ readonly pattern: string | null }>()((db, $, { like }) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom("v3_plans")
        .select("plan_id")
        .where(like(sql.ref("namespaced_name"), sql`${$("pattern")}`))
        .limit(literal(FEW + 1))
        .as("found"),
    )
    .select((eb) => eb.fn.countAll<number>().as("plans")),
);

const isFew = (row: { readonly plans: number } | undefined): boolean => (row?.plans ?? 0) <= FEW;

/** A pattern that begins with a wild card gives an index nothing to begin with. */
const hasPrefix = (pattern: string): boolean => !/^[*?]/.test(pattern);

/** How few rows the parts of a filter leave whose indexes are not in the order of a list. */
export const selectivityOf = Effect.fnUntraced(function* (
  { session }: StoreContext,
  filter: PlanFilter,
): Effect.fn.Return<Selectivity, StorageError> {
  const args = filterArgs(filter);
  const fewOfProject = filter.project !== undefined && isFew(yield* session.get(OF_PROJECT, args));
  const fewOfPattern =
    !fewOfProject &&
    filter.pattern !== undefined &&
    hasPrefix(filter.pattern) &&
    isFew(yield* session.get(OF_PATTERN, args));
  return { fewOfProject, fewOfPattern };
});
