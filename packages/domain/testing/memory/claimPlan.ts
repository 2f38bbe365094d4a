import * as HashMap from "effect/HashMap";
import * as Result from "effect/Result";
import type { Lease } from "../../src/lease/Lease.ts";
import type { Plan, PlanTimes } from "../../src/plan/Plan.ts";
import { hasRules } from "../../src/plan/PlanEventName.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import { Instant } from "../../src/time/Instant.ts";
import type { ClaimOutcome, LeaseGrant, WorkFilter } from "../../src/work/WorkQueue.ts";
import { countStates } from "./countStates.ts";
import { deepFreeze } from "./deepFreeze.ts";
import type { LedgerState, PlanRow } from "./LedgerState.ts";
import { lapsedRows } from "./memoryLeaseStore.ts";
import { comparePlaces, queuedPlace } from "./planOrder.ts";
import { makeMayBegin } from "./siblingRules.ts";
import type { Change } from "./Unit.ts";
import { childrenOf } from "./walkTree.ts";

const isWanted = (plan: Plan, filter: WorkFilter): boolean =>
  plan.processingState === "queued" &&
  plan.phase !== "action" &&
  (filter.phase === undefined || filter.phase === plan.phase) &&
  (filter.project === undefined || plan.projects.some((project) => project.name === filter.project)) &&
  hasRules(plan);

const firstWanted = (state: LedgerState, filter: WorkFilter): PlanRow | undefined => {
  const mayBegin = makeMayBegin(state);
  let first: PlanRow | undefined;
  for (const row of HashMap.values(state.plans)) {
    if (!isWanted(row.plan, filter)) continue;
    const earlier = first === undefined || comparePlaces(queuedPlace(row.plan), queuedPlace(first.plan)) < 0;
    if (earlier && mayBegin(row)) first = row;
  }
  return first;
};

const startedAt = (times: PlanTimes, phase: Plan["phase"], at: Instant): PlanTimes => {
  switch (phase) {
    case "action":
      return times;
    case "strategize":
      return { ...times, strategizeStartedAt: times.strategizeStartedAt ?? at };
    case "execute":
      return { ...times, executeStartedAt: times.executeStartedAt ?? at };
    case "apply":
      return { ...times, applyStartedAt: times.applyStartedAt ?? at };
  }
};

/** A claimed plan whose lease is missing is looked for only where there is nothing else to do. */
const isSeenAtOnce = (state: LedgerState, { plan }: PlanRow): boolean =>
  plan.leaseFence === 0 || HashMap.has(state.leases, plan.planId);

/** The ledger with its next plan taken, as `WorkQueue.claim` has it. */
export const claimPlan = (
  state: LedgerState,
  filter: WorkFilter,
  { at, despiteLapsed, mostChildren, ...grant }: LeaseGrant,
  now: Instant,
): Result.Result<Change<ClaimOutcome>, StorageError> => {
  const lapsed = despiteLapsed ? [] : lapsedRows(state, now);
  const row = firstWanted(state, filter);
  if (lapsed.some((lost) => isSeenAtOnce(state, lost)) || (row === undefined && lapsed.length > 0))
    return Result.succeed([{ _tag: "Lapsed" }, state]);
  if (row === undefined) return Result.succeed([{ _tag: "Nothing" }, state]);
  const { plan } = row;
  const { planId } = plan;
  const lease: Lease = deepFreeze({
    planId,
    fence: plan.leaseFence + 1,
    claimedAt: now,
    expiresAt: Instant.addMillis(now, grant.leaseSeconds * 1_000),
    ...grant,
  });
  const taken: Plan = {
    ...plan,
    processingState: "processing",
    leaseFence: lease.fence,
    times: { ...startedAt(plan.times, plan.phase, at), updatedAt: at },
    version: plan.version + 1,
  };
  const after: LedgerState = {
    ...state,
    plans: HashMap.set(state.plans, planId, deepFreeze({ ...row, plan: taken })),
    leases: HashMap.set(state.leases, planId, lease),
  };
  const children = countStates(childrenOf(state, planId), mostChildren);
  return Result.succeed([{ _tag: "Taken", plan, lease, children }, after]);
};
