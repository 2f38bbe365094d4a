import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import * as Result from "effect/Result";
import { isDead, type Lease } from "../../src/lease/Lease.ts";
import type { LeaseStore } from "../../src/lease/LeaseStore.ts";
import { compareUtf8 } from "../../src/name/compareUtf8.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import { isLegal } from "../../src/plan/PlanState.ts";
import type { Instant } from "../../src/time/Instant.ts";
import { deepFreeze } from "./deepFreeze.ts";
import type { LedgerState, PlanRow } from "./LedgerState.ts";
import { ask, change, conflict, put, type Unit } from "./Unit.ts";
import { walkTree } from "./walkTree.ts";

const leaseOf = (state: LedgerState, planId: PlanId): Lease | undefined =>
  Option.getOrUndefined(HashMap.get(state.leases, planId));

const isWorkedOn = ({ plan }: PlanRow): boolean => plan.processingState === "processing";
const canLapse = (row: PlanRow): boolean => isWorkedOn(row) && isLegal(row.plan);

const hasLiveLease = (state: LedgerState, { plan }: PlanRow, now: Instant): boolean => {
  const lease = leaseOf(state, plan.planId);
  return lease !== undefined && !isDead(lease, now);
};

/** The plans that are being worked on and that nobody holds, in no particular order. */
export const lapsedRows = (state: LedgerState, now: Instant): ReadonlyArray<PlanRow> =>
  Array.from(HashMap.values(state.plans)).filter((row) => canLapse(row) && !hasLiveLease(state, row, now));

const byRoot = ({ plan: a }: PlanRow, { plan: b }: PlanRow): number =>
  compareUtf8(a.rootPlanId, b.rootPlanId) || compareUtf8(a.planId, b.planId);

/** The leases of a unit of work. */
export const memoryLeaseStore = (unit: Unit): LeaseStore => ({
  find: (planId) => ask(unit, (state) => leaseOf(state, planId) ?? null),

  insert: (lease) =>
    change(unit, (state) => {
      if (!HashMap.has(state.plans, lease.planId))
        return Result.fail(conflict("pw_leases.plan_id (unknown plan)"));
      if (HashMap.has(state.leases, lease.planId)) return Result.fail(conflict("pw_leases.plan_id"));
      return Result.succeed([
        undefined,
        { ...state, leases: HashMap.set(state.leases, lease.planId, deepFreeze({ ...lease })) },
      ]);
    }),

  extend: (planId, expiresAt) =>
    change(unit, (state) =>
      Result.succeed([
        HashMap.has(state.leases, planId),
        {
          ...state,
          leases: HashMap.modify(state.leases, planId, (lease) => deepFreeze({ ...lease, expiresAt })),
        },
      ]),
    ),

  remove: (planId) => put(unit, (state) => ({ ...state, leases: HashMap.remove(state.leases, planId) })),

  lapsed: (now, limit) =>
    ask(unit, (state) =>
      [...lapsedRows(state, now)]
        .sort(byRoot)
        .slice(0, limit)
        .map(({ plan }) => plan.planId),
    ),

  liveIn: (top, now) =>
    ask(unit, (state) => {
      let count = 0;
      for (const row of walkTree(state, [top])) if (isWorkedOn(row) && hasLiveLease(state, row, now)) count++;
      return count;
    }),
});
