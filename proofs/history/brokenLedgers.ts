import type { Plan, PlanId, Stores } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Broken } from "./Doors.ts";

type PlanStore = Stores["plans"];

const onPlans =
  (change: (plans: PlanStore) => Partial<PlanStore>): Broken =>
  (ledger) => ({
    ...ledger,
    write: (body, options) =>
      ledger.write(
        (stores) => body({ ...stores, plans: { ...stores.plans, ...change(stores.plans) } }),
        options,
      ),
  });

const CACHED_MILLIS = 50;

/** What a process read is what it works with for a while, and nobody looks at the version before it is overwritten. */
const forgetful = (): Broken => {
  const cache = new Map<PlanId, { readonly plan: Plan; readonly until: number }>();
  return onPlans((plans) => {
    const cached = (planId: PlanId) =>
      Effect.suspend(() => {
        const kept = cache.get(planId);
        if (kept !== undefined && kept.until > performance.now()) return Effect.succeed(kept.plan);
        return Effect.tap(plans.find(planId), (plan) =>
          Effect.sync(() => {
            if (plan !== null) cache.set(planId, { plan, until: performance.now() + CACHED_MILLIS });
          }),
        );
      });
    return {
      find: cached,
      lock: cached,
      update: (before, after) =>
        Effect.flatMap(plans.find(before.planId), (current) =>
          current === null ? Effect.succeed(false) : plans.update(current, after),
        ),
    };
  });
};

/** Nothing is ever locked; where a database has one writer at a time, nothing comes of it. */
const unlocked = (): Broken => onPlans((plans) => ({ lock: plans.find }));

/** Stores with a fault, by the name under which a process is told to use one. */
export const BROKEN = { forgetful, unlocked } as const;

/** The name of a fault. */
export type Fault = keyof typeof BROKEN;
