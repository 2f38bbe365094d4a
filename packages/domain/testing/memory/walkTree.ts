import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import type { PlanId } from "../../src/plan/PlanId.ts";
import type { LedgerState, PlanRow } from "./LedgerState.ts";
import { indexed } from "./planIndex.ts";

/** The row of a plan, or undefined. */
export const rowOf = (state: LedgerState, planId: PlanId): PlanRow | undefined =>
  Option.getOrUndefined(HashMap.get(state.plans, planId));

/** Plans with everything below them, in no particular order, without recursion; unknown ones are left out. */
export function* walkTree(state: LedgerState, tops: Iterable<PlanId>): Generator<PlanRow> {
  const open = [...tops];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const row = rowOf(state, next);
    if (row === undefined) continue;
    yield row;
    for (const child of indexed(state.children, next)) open.push(child);
  }
}

/** The direct children of a plan, in no particular order. */
export function* childrenOf(state: LedgerState, planId: PlanId): Generator<PlanRow> {
  for (const child of indexed(state.children, planId)) {
    const row = rowOf(state, child);
    if (row !== undefined) yield row;
  }
}

/** Everything below a plan, itself not, in no particular order. */
export const walkBelow = (state: LedgerState, planId: PlanId): Generator<PlanRow> =>
  walkTree(state, indexed(state.children, planId));
