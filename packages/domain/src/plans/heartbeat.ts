import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { Instant } from "../time/Instant.ts";
import { commitOn } from "./commitOn.ts";
import { holdLease, leaseLost } from "./holdLease.ts";
import type { PlansContext } from "./PlansContext.ts";
import { checkVersion, type PlanCommand, rulesOf } from "./transitionPlan.ts";

/** A command of the worker that holds the lease. */
export interface LeaseCommand extends PlanCommand {
  readonly leaseToken: string;
}

/** Until when the lease lives now. */
export interface HeartbeatAnswer {
  readonly planId: PlanId;
  readonly expiresAt: Instant;
}

/** Renews a lease for its own length from now; the plan's version stays. */
export const heartbeat = (
  context: PlansContext,
  command: LeaseCommand,
): Effect.Effect<HeartbeatAnswer, PlanError | StorageError> =>
  commitOn(
    context,
    command,
    "plan",
    Effect.fnUntraced(function* (
      stores: Stores,
      plan: Plan,
    ): Effect.fn.Return<Result.Result<HeartbeatAnswer, never>, PlanError | StorageError> {
      const lease = yield* holdLease(context, stores, plan, command.leaseToken);
      yield* checkVersion(plan, command);
      // Nothing that its worker could report would be taken: such work is not kept alive.
      yield* Effect.fromResult(rulesOf(plan));
      const expiresAt = Instant.addMillis(yield* stores.now, lease.leaseSeconds * 1_000);
      const extended = yield* stores.leases.extend(plan.planId, expiresAt);
      if (!extended) return yield* leaseLost(plan);
      return Result.succeed({ planId: plan.planId, expiresAt });
    }),
  );
