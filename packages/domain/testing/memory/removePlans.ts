import * as HashMap from "effect/HashMap";
import * as HashSet from "effect/HashSet";
import * as Result from "effect/Result";
import type { NewEvent } from "../../src/event/LedgerEvent.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import { type PlanId, shortId } from "../../src/plan/PlanId.ts";
import type { Cancellation } from "../../src/plan/PlanTreeStore.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import { appendEvents } from "./appendEvents.ts";
import type { LedgerState, PlanRow } from "./LedgerState.ts";
import { indexed, removeFrom } from "./planIndex.ts";
import { byPlanId } from "./planOrder.ts";
import { type Change, conflict } from "./Unit.ts";
import { rowOf, walkBelow, walkTree } from "./walkTree.ts";

const eventOf = (plan: Plan, why: Cancellation): NewEvent => ({
  at: why.at,
  type: "plan.deleted",
  planId: plan.planId,
  rootPlanId: plan.rootPlanId,
  version: plan.version,
  actor: why.actor,
  data: { snapshot_digest: plan.profileDigest, reason: why.reason },
});

/** True when a plan outside of a plan's subtree depends on one inside it. */
export const dependsFromOutside = (state: LedgerState, top: PlanId): boolean => {
  const rows = [...walkTree(state, [top])];
  const inside = new Set(rows.map(({ plan }) => plan.planId));
  return rows.some(({ plan }) =>
    HashSet.some(indexed(state.dependents, plan.planId), (id) => !inside.has(id)),
  );
};

const withoutRow = (state: LedgerState, { dependencies, plan }: PlanRow): LedgerState => ({
  ...state,
  plans: HashMap.remove(state.plans, plan.planId),
  children: HashMap.remove(state.children, plan.planId),
  dependents: dependencies.reduce((index, id) => removeFrom(index, id, plan.planId), state.dependents),
  shortIds: removeFrom(state.shortIds, shortId(plan.planId), plan.planId),
  leases: HashMap.remove(state.leases, plan.planId),
});

/** The ledger without a plan and everything below it, with an event each in the order of their ids, and how many there were. */
export const removePlans = (
  state: LedgerState,
  planId: PlanId,
  why: Cancellation,
): Result.Result<Change<number>, StorageError> => {
  const top = rowOf(state, planId);
  if (top === undefined) return Result.succeed([0, state]);
  if (dependsFromOutside(state, planId)) return Result.fail(conflict("depends_on_plan_id"));
  const rows = [...walkBelow(state, planId), top];
  const { parentPlanId } = top.plan;
  const rest = rows.reduce(withoutRow, state);
  const children = parentPlanId === null ? rest.children : removeFrom(rest.children, parentPlanId, planId);
  const events = rows.toSorted(byPlanId).map(({ plan }) => eventOf(plan, why));
  return Result.succeed([rows.length, appendEvents({ ...rest, children }, events)]);
};
