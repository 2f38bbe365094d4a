import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import type { UnitOfWork } from "../../src/store/UnitOfWork.ts";
import type { WorkFilter } from "../../src/work/WorkQueue.ts";
import { makeLease } from "../recordFactory.ts";
import { write } from "./units.ts";

/** The plan that a worker would take, without taking it. */
export const nextPlan = (filter: WorkFilter = {}): Effect.Effect<Plan | null, StorageError, UnitOfWork> =>
  write((stores) => stores.work.next(filter));

/** Takes the next plan as a worker does: it is `processing` under a lease; null when there is none. */
export const claim = (filter: WorkFilter = {}): Effect.Effect<PlanId | null, StorageError, UnitOfWork> =>
  write((stores) =>
    Effect.gen(function* () {
      const plan = yield* stores.work.next(filter);
      if (plan === null) return null;
      const lease = makeLease(plan);
      const after: Plan = {
        ...plan,
        processingState: "processing",
        leaseFence: lease.fence,
        version: plan.version + 1,
      };
      const won = yield* stores.plans.update(plan, after);
      if (!won) return yield* Effect.die(new Error("a plan that `next` gave was changed by somebody else"));
      yield* stores.leases.insert(lease);
      return plan.planId;
    }),
  );
