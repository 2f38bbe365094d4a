import { Instant, isDamaged, type Plan, type Stores, UnitOfWork } from "@planwright/domain";
import { MemoryLedger } from "@planwright/domain/testing";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { StoreKind } from "./Store.ts";

type Ledger = UnitOfWork["Service"];
type Bug = (ledger: Ledger) => Ledger;
type Listed = Effect.Success<ReturnType<Stores["plans"]["list"]>>;

const onStores =
  (change: (stores: Stores) => Partial<Stores>): Bug =>
  (ledger) => ({
    read: (body) => ledger.read((stores) => body({ ...stores, ...change(stores) })),
    write: (body, options) => ledger.write((stores) => body({ ...stores, ...change(stores) }), options),
  });

const onNewPlans = (change: (plan: Plan) => Plan): Bug =>
  onStores(({ plans }) => ({
    plans: { ...plans, insert: (made, dependencies) => plans.insert(made.map(change), dependencies) },
  }));

const onLists = (change: (listed: Listed) => Listed): Bug =>
  onStores(({ plans }) => ({
    plans: { ...plans, list: (filter, page) => Effect.map(plans.list(filter, page), change) },
  }));

const toMillis = (at: Plan["times"]["createdAt"] | null): Plan["times"]["createdAt"] | null =>
  at === null || isDamaged(at) ? at : Instant.fromMillis(Instant.toMillis(at));

/** Stores as they might come out wrong, each by one fault that is easy to make with a database. */
export const BUGS: { readonly [bug: string]: Bug } = {
  "plans of the same instant are listed by rising ids": onLists((listed) =>
    listed.toSorted((a, b) => {
      if (a.cursor.createdAt !== b.cursor.createdAt) return 0;
      return a.plan.planId < b.plan.planId ? -1 : 1;
    }),
  ),
  "plans without a name come last": onLists((listed) => [
    ...listed.filter(({ plan }) => plan.name !== null),
    ...listed.filter(({ plan }) => plan.name === null),
  ]),
  "a pattern matches letters of any case, also beyond ASCII": onStores(({ plans }) => ({
    plans: {
      ...plans,
      list: ({ pattern, ...filter }, page) =>
        plans.list({ ...filter, pattern: pattern?.toUpperCase() }, page),
    },
  })),
  "text is kept in its composed form": onNewPlans((plan) => ({
    ...plan,
    invariants: plan.invariants.map(({ source, text }) => ({ source, text: text.normalize("NFC") })),
  })),
  "letters beyond 16 bits are lost": onNewPlans((plan) => ({
    ...plan,
    description: plan.description.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?"),
  })),
  "instants lose their microseconds": onNewPlans((plan) => ({
    ...plan,
    times: { ...plan.times, strategizeStartedAt: toMillis(plan.times.strategizeStartedAt) },
  })),
  "costs are numbers of single precision": onNewPlans((plan) => ({
    ...plan,
    costTotal: Math.fround(plan.costTotal),
  })),
  "projects forget their order": onStores(({ plans }) => ({
    plans: {
      ...plans,
      find: (id) =>
        Effect.map(plans.find(id), (plan) => plan && { ...plan, projects: plan.projects.toReversed() }),
    },
  })),
  "an update forgets a column": onStores(({ plans }) => ({
    plans: {
      ...plans,
      update: (before, after) =>
        plans.update(before, { ...after, lastCheckpointId: before.lastCheckpointId }),
    },
  })),
  "decisions come newest first": onStores(({ decisions }) => ({
    decisions: {
      ...decisions,
      ofPlan: (id, operation) => Effect.map(decisions.ofPlan(id, operation), (all) => all.toReversed()),
    },
  })),
  "a history leaves out its first event after a place": onStores(({ events }) => ({
    events: {
      ...events,
      read: ({ after, ...query }) =>
        events.read({ ...query, after: after === undefined || after === 0 ? after : after + 1 }),
    },
  })),
  "a key that is a day old is still known": onStores(({ idempotency }) => ({
    idempotency: {
      ...idempotency,
      find: (scope, now) => idempotency.find(scope, Instant.addMillis(now, -7_200_000)),
    },
  })),
  "one lapsed lease is given back, not all": onStores(({ leases }) => ({
    leases: { ...leases, lapsed: (now) => leases.lapsed(now, 1) },
  })),
  "a dry run is carried out": (ledger) => ({ read: ledger.read, write: (body) => ledger.write(body) }),
};

/** The store in memory with a bug in it. */
export const withBug = (name: string, bug: Bug): StoreKind => ({
  name,
  ownClock: false,
  gaps: false,
  layer: Layer.effect(UnitOfWork, Effect.map(UnitOfWork, bug)).pipe(Layer.provide(MemoryLedger.layer)),
});
