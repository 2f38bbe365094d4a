import * as Effect from "effect/Effect";
import { isDamaged } from "../json/Damaged.ts";
import { withResult } from "../plan/lifecycle/work.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError, type PlanReason } from "../plan/PlanError.ts";
import type { WorkResult } from "../plan/WorkResult.ts";
import type { Profile } from "../profile/Profile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

const unvalidated = ({ planId, validationSummary: summary }: Plan): PlanReason | undefined => {
  if (summary === null) return undefined;
  const failed = isDamaged(summary) ? summary : (summary.required_failed ?? 0);
  if (typeof failed !== "number") return { _tag: "ValidationUnreadable", planId };
  return failed > 0 ? { _tag: "ValidationFailed", planId, requiredFailed: failed } : undefined;
};

const missing = (plan: Plan, { safety }: Profile): PlanReason | undefined => {
  const { planId } = plan;
  if (plan.phase === "execute") {
    const sandboxes = isDamaged(plan.sandboxRefs) ? 0 : plan.sandboxRefs.length;
    if (safety.requireSandbox && sandboxes === 0) return { _tag: "SandboxRequired", planId };
    if (safety.requireCheckpoints && plan.lastCheckpointId === null)
      return { _tag: "CheckpointRequired", planId };
  }
  return plan.phase === "apply" ? unvalidated(plan) : undefined;
};

/**
 * Refuses a result that must not complete its phase: `execute` without the sandbox or checkpoint that the profile
 * requires; `apply` with a required validation failed, a summary that cannot tell, or a descendant unfinished (domain.md section 4).
 */
export const checkResult = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
  profile: Profile,
  result: WorkResult,
): Effect.fn.Return<void, PlanError | StorageError> {
  const reason = missing(withResult(plan, result), profile);
  if (reason !== undefined) return yield* new PlanError({ reason });
  if (plan.phase !== "apply") return;
  const count = yield* stores.tree.unfinishedBelow(plan.planId);
  if (count > 0)
    return yield* new PlanError({ reason: { _tag: "DescendantsUnfinished", planId: plan.planId, count } });
});
