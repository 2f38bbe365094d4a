import type { LedgerEvent } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Doors } from "./Doors.ts";
import type { Ledger, Logged } from "./Ledger.ts";

const ALL = 1_000_000;

/** An event as the proofs look at it. */
export const loggedOf = ({
  actor,
  at,
  data,
  id,
  planId,
  rootPlanId,
  type,
  version,
}: LedgerEvent): Logged => ({
  id,
  type,
  plan: planId,
  root: rootPlanId,
  version,
  actor,
  at,
  data,
});

/** The whole ledger as it is now. */
export const lookAtLedger = ({ uow }: Doors): Effect.Effect<Ledger, unknown> =>
  uow.read((stores) =>
    Effect.gen(function* () {
      const log = yield* stores.events.read({ limit: ALL });
      const listed = yield* stores.plans.list({}, { limit: ALL });
      const plans = yield* Effect.forEach(listed, ({ plan }) =>
        Effect.map(stores.leases.find(plan.planId), (lease) => ({
          plan: plan.planId,
          phase: plan.phase,
          state: plan.processingState,
          version: plan.version,
          fence: plan.leaseFence,
          parent: plan.parentPlanId,
          root: plan.rootPlanId,
          lease: lease?.fence ?? null,
        })),
      );
      return { plans, log: log.map(loggedOf) };
    }),
  );
