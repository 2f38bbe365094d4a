import type { PlanFilter, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { statement } from "../Statement.ts";
import { FEW, fewPlansNamed, fewPlansOfProject } from "./fewPlans.ts";
import { type FilterArgs, filterArgs, hasPrefix, type Selectivity } from "./planFilter.ts";
import type { StoreContext } from "./StoreContext.ts";

const OF_PROJECT = statement<FilterArgs>()((db, $) =>
  db.selectFrom(fewPlansOfProject($).as("found")).select((eb) => eb.fn.countAll<number>().as("plans")),
);

const OF_PATTERN = statement<FilterArgs>()((db, $, engine) =>
  db.selectFrom(fewPlansNamed($, engine).as("found")).select((eb) => eb.fn.countAll<number>().as("plans")),
);

const isFew = (row: { readonly plans: number } | undefined): boolean => (row?.plans ?? 0) <= FEW;

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
