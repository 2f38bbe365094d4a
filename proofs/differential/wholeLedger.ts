import type { PlanId } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Doors } from "./Store.ts";

const ALL = 1_000_000;

/** Everything that a ledger holds, through the ports: one value that can be compared. */
export const wholeLedger = ({ uow }: Doors) =>
  uow.read((stores) =>
    Effect.gen(function* () {
      // First, because a store with many writers must settle what of its log is certain before it looks at anything.
      const events = yield* stores.events.read({ limit: ALL });
      const listed = yield* stores.plans.list({}, { limit: ALL });
      const named = new Set<PlanId>(events.flatMap(({ planId }) => planId ?? []));
      const ids = [...named, ...listed.map(({ plan }) => plan.planId).filter((id) => !named.has(id))];
      const decisions = yield* Effect.forEach(ids, (id) => stores.decisions.ofPlan(id));
      const digests = new Set(listed.flatMap(({ plan }) => plan.profileDigest ?? []));
      return {
        plans: listed,
        counts: yield* stores.plans.count({}),
        events,
        decisions,
        leases: yield* Effect.forEach(listed, ({ plan }) => stores.leases.find(plan.planId)),
        dependencies: yield* Effect.forEach(listed, ({ plan }) =>
          stores.work.pendingDependencies(plan.planId),
        ),
        snapshots: yield* Effect.forEach([...digests], (digest) => stores.snapshots.find(digest)),
        actions: yield* stores.actions.list({}),
        profiles: yield* stores.profiles.all(),
        settings: yield* stores.settings.all(),
      };
    }),
  );
