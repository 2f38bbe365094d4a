import type { PlanFilter, Stores } from "@planwright/domain";
import { makeCancellation, makeGrant, makePlanFactory } from "@planwright/domain/testing";
import * as Effect from "effect/Effect";

const factory = makePlanFactory();

const FILTERS: ReadonlyArray<PlanFilter> = [
  {},
  { phase: "execute" },
  { state: "queued" },
  { phase: "execute", state: "queued" },
  { action: "local/build" },
  { root: factory.newId() },
  { profile: "balanced" },
  { project: "local/app" },
  { since: factory.now() },
  { pattern: "local/*" },
  { needsApproval: true },
];

/** Everything that is asked of a ledger, and that a tree goes through. */
export const everything = (stores: Stores) =>
  Effect.gen(function* () {
    const now = factory.now();
    const root = factory.plan({ phase: "strategize" });
    const child = factory.child(root, { phase: "strategize" });
    const grandchild = factory.child(child);
    yield* stores.plans.insert([root, child, grandchild]);
    const after = { createdAt: now, planId: root.planId };
    for (const filter of FILTERS) yield* stores.plans.list(filter, { limit: 10, after });
    yield* stores.plans.findByShortId("ABCDEFGH", 10);
    yield* stores.work.claim({}, makeGrant({ despiteLapsed: false }));
    yield* stores.work.claim({ phase: "execute", project: "local/app" }, makeGrant());
    yield* stores.work.openSiblings(child, 10);
    yield* stores.work.unfinishedOlder(child, 10);
    yield* stores.work.pendingDependencies(child.planId);
    yield* stores.work.failedSiblings(child);
    yield* stores.leases.lapsed(now, 10);
    for (const { planId } of [root, child]) {
      yield* stores.leases.liveIn(planId, now);
      yield* stores.tree.ancestors(planId);
      yield* stores.tree.subtree(planId);
      yield* stores.tree.children(planId, 10);
      yield* stores.tree.unfinishedBelow(planId);
      yield* stores.tree.statesBelow(planId);
      yield* stores.tree.cost(planId);
      yield* stores.tree.cancelBelow(planId, makeCancellation());
    }
    yield* stores.tree.cancelIdleSiblings(child, makeCancellation());
    yield* stores.tree.remove(child.planId, makeCancellation());
    yield* stores.tree.remove(root.planId, makeCancellation());
    yield* stores.events.read({ planId: root.planId, limit: 10 });
    yield* stores.decisions.latest(root.planId, "strategize");
  });
