import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import type { Stores, UnitOfWork } from "../../src/store/UnitOfWork.ts";
import { ACTION_NAME, makeAction } from "../actionFactory.ts";
import { read, write } from "./units.ts";

/** Plans in the ledger, with the action that test plans are made from. */
export const given = (...plans: ReadonlyArray<Plan>): Effect.Effect<void, StorageError, UnitOfWork> =>
  write(
    Effect.fnUntraced(function* (stores: Stores) {
      if ((yield* stores.actions.find(ACTION_NAME)) === null) yield* stores.actions.insert(makeAction());
      if (plans.length > 0) yield* stores.plans.insert(plans);
    }),
  );

/** A plan that depends on others. */
export const givenDependent = (
  plan: Plan,
  dependencies: ReadonlyArray<PlanId>,
): Effect.Effect<void, StorageError, UnitOfWork> =>
  write((stores) => stores.plans.insert([plan], dependencies));

/** A plan as a new unit of work finds it. */
export const stored = (planId: PlanId): Effect.Effect<Plan | null, StorageError, UnitOfWork> =>
  read((stores) => stores.plans.find(planId));

/** All ids in the order of the list. */
export const storedIds: Effect.Effect<ReadonlyArray<PlanId>, StorageError, UnitOfWork> = Effect.map(
  read((stores) => stores.plans.list({}, { limit: 1_000 })),
  (listed) => listed.map(({ plan }) => plan.planId),
);
