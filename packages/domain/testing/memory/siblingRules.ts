import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import { isFinished, isRecoverable } from "../../src/plan/PlanState.ts";
import { effectiveSubplans, type SubplanSettings } from "../../src/plan/SubplanSettings.ts";
import type { LedgerState, PlanRow } from "./LedgerState.ts";
import { byCreation } from "./planOrder.ts";
import { childrenOf, rowOf } from "./walkTree.ts";

/** Begun and neither finished nor stopped (domain.md section 2, Subplans). */
export const isOpen = ({ leaseFence, processingState: state }: Plan): boolean =>
  leaseFence > 0 && !isFinished(state) && !isRecoverable(state);

/** The other children of a plan's parent, oldest first; a root has none. */
export const siblingsOf = (
  state: LedgerState,
  { parentPlanId, planId }: Pick<Plan, "parentPlanId" | "planId">,
): ReadonlyArray<Plan> =>
  parentPlanId === null
    ? []
    : Array.from(childrenOf(state, parentPlanId), ({ plan }) => plan)
        .filter((plan) => plan.planId !== planId)
        .sort(byCreation);

/** What a parent's rules say about its children as they stand, worked out once for all of them. */
interface Family {
  readonly settings: SubplanSettings;
  readonly open: number;
  readonly oldestUnfinished: Plan | undefined;
}

const familyOf = (state: LedgerState, parentPlanId: PlanId): Family => {
  const settings = rowOf(state, parentPlanId)?.plan.subplanSettings ?? null;
  let open = 0;
  let oldestUnfinished: Plan | undefined;
  for (const { plan } of childrenOf(state, parentPlanId)) {
    if (isOpen(plan)) open++;
    if (isFinished(plan.processingState)) continue;
    if (oldestUnfinished === undefined || byCreation(plan, oldestUnfinished) < 0) oldestUnfinished = plan;
  }
  return {
    settings: effectiveSubplans(settings),
    open,
    oldestUnfinished,
  };
};

/** Tells whether a queued plan's siblings and dependencies let it begin; asks each family once. */
export const makeMayBegin = (state: LedgerState): ((row: PlanRow) => boolean) => {
  const families = new Map<PlanId, Family>();
  return ({ dependencies, plan }) => {
    if (plan.parentPlanId === null) return true;
    const family = families.get(plan.parentPlanId) ?? familyOf(state, plan.parentPlanId);
    families.set(plan.parentPlanId, family);
    const { oldestUnfinished, open, settings } = family;
    if (plan.leaseFence === 0 && open >= settings.maxParallel) return false;
    if (settings.executionMode === "sequential") return oldestUnfinished?.planId === plan.planId;
    if (settings.executionMode === "parallel") return true;
    return dependencies.every((id) => rowOf(state, id)?.plan.processingState === "applied");
  };
};
