import * as Effect from "effect/Effect";
import { isDead, type Lease } from "../lease/Lease.ts";
import { parseLeaseToken } from "../lease/LeaseToken.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import type { PlansContext } from "./PlansContext.ts";

/** The refusal of a report under a lease that is not the plan's, or not any more. */
export const leaseLost = ({ planId, version }: Plan): PlanError =>
  new PlanError({ reason: { _tag: "LeaseLost", planId, version } });

/**
 * The lease that a token proves. A token that is not the plan's newest, or whose lease is dead by the store's clock,
 * reclaimed or not, is a conflict (domain.md section 4, Leases).
 */
export const holdLease = Effect.fnUntraced(function* (
  context: PlansContext,
  stores: Stores,
  plan: Plan,
  text: string,
): Effect.fn.Return<Lease, PlanError | StorageError> {
  const lost = leaseLost(plan);
  const token = parseLeaseToken(text);
  if (token === undefined || token.planId !== plan.planId) return yield* lost;
  const lease = yield* stores.leases.find(plan.planId);
  if (
    lease === null ||
    lease.fence !== token.fence ||
    lease.secretHash !== context.crypto.sha256(token.secret)
  ) {
    return yield* lost;
  }
  return isDead(lease, yield* stores.now) ? yield* lost : lease;
});
