import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { checkText } from "../input/text.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import type { PlanFilter, StateCounts } from "../plan/PlanQuery.ts";
import type { StorageError } from "../store/StorageError.ts";
import { findPlan } from "./findPlan.ts";
import { readCursor, writeCursor } from "./listCursor.ts";
import type { PlansContext } from "./PlansContext.ts";
import { readName } from "./readName.ts";

/** Plans on a page when the query does not say. */
export const DEFAULT_PAGE = 50;
/** Plans on a page, at most. */
export const MAX_PAGE = 500;

/** Which plans to list; `root` may be a short id, names may be bare. */
export interface ListQuery extends Omit<PlanFilter, "root"> {
  readonly root?: string | undefined;
  /** From 1 to 500. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  /** Count everything that the filter lets through as well. */
  readonly count?: boolean | undefined;
}

/** One page, newest first. */
export interface ListAnswer {
  readonly plans: ReadonlyArray<Plan>;
  readonly filter: PlanFilter;
  /** Null on the last page. */
  readonly nextCursor: string | null;
  /** Over the whole filter, when asked for. */
  readonly totals: StateCounts | null;
}

const readFilter = (query: ListQuery): Result.Result<Omit<PlanFilter, "root">, InvalidInput> => {
  const issues: Array<Issue> = [];
  const limit = query.limit ?? DEFAULT_PAGE;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    issues.push({ path: ["limit"], message: `must be a whole number from 1 to ${MAX_PAGE}` });
  }
  for (const key of ["profile", "pattern"] as const) {
    const text = query[key];
    if (text !== undefined) issues.push(...checkText([key], text, { max: 255 }));
  }
  const filter = {
    phase: query.phase,
    state: query.state,
    project: readName(["project"], query.project, issues),
    action: readName(["action"], query.action, issues),
    profile: query.profile,
    needsApproval: query.needsApproval === true ? true : undefined,
    since: query.since,
    pattern: query.pattern,
  };
  return issues.length === 0
    ? Result.succeed(filter)
    : Result.fail(new InvalidInput({ subject: "", issues }));
};

/** A page of the plans that a filter lets through, newest first; the database filters, sorts and cuts. */
export const listPlans = Effect.fnUntraced(function* (
  context: PlansContext,
  query: ListQuery,
): Effect.fn.Return<ListAnswer, InvalidInput | PlanError | StorageError> {
  const checked = yield* Effect.fromResult(readFilter(query));
  const limit = query.limit ?? DEFAULT_PAGE;
  const { sha256 } = context.crypto;
  return yield* context.uow.read(
    Effect.fnUntraced(function* (stores): Effect.fn.Return<
      ListAnswer,
      InvalidInput | PlanError | StorageError
    > {
      const root = query.root === undefined ? undefined : (yield* findPlan(stores, query.root)).rootPlanId;
      const filter: PlanFilter = { ...checked, root };
      const after =
        query.cursor === undefined
          ? undefined
          : yield* Effect.fromResult(readCursor(filter, query.cursor, sha256));
      const found = yield* stores.plans.list(filter, { limit: limit + 1, after });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        plans: page.map((listed) => listed.plan),
        filter,
        nextCursor:
          found.length > limit && last !== undefined ? writeCursor(filter, last.cursor, sha256) : null,
        totals: query.count === true ? yield* stores.plans.count(filter) : null,
      };
    }),
  );
});
