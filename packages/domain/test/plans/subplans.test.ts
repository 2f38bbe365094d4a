import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Actions } from "../../src/Actions.ts";
import { Plans } from "../../src/Plans.ts";
import { DEFAULT_SUBPLAN_SETTINGS, type SubplanSettings } from "../../src/plan/SubplanSettings.ts";
import type { SpawnCommand } from "../../src/plans/spawnPlan.ts";
import {
  ANN,
  actionFile,
  BOT,
  claimNext,
  complete,
  ledger,
  placeOf,
  startedUnder,
  useBuild,
  WORKER,
} from "./ledger.ts";

const spawn = (id: string, change: Partial<SpawnCommand> = {}) =>
  Effect.flatMap(Plans, (plans) =>
    plans.spawn({ actor: BOT, id, arguments: new Map(), dependsOn: [], ...change }),
  );

/** A parent under full-auto that no worker can take, with settings for its children. */
const parentWith = Effect.fnUntraced(function* (settings: Partial<SubplanSettings>) {
  const actions = yield* Actions;
  yield* actions.create({ actor: ANN, file: actionFile });
  const made = yield* useBuild({
    automationProfile: "full-auto",
    subplans: { ...DEFAULT_SUBPLAN_SETTINGS, ...settings },
  });
  const claimed = yield* claimNext();
  expect(claimed.plan.planId).toBe(made.plan.planId);
  return made.plan;
});

const finish = Effect.fnUntraced(function* (id: string) {
  for (let round = 0; round < 3; round++) {
    const claimed = yield* claimNext();
    expect(claimed.plan.planId).toBe(id);
    yield* complete(claimed);
  }
});

it.effect("gives children the top ancestor's root and the parent's rules byte for byte [R2, R3, S1]", () =>
  Effect.gen(function* () {
    const root = yield* startedUnder("full-auto");
    let parent = root.plan;
    for (let depth = 1; depth <= 5; depth++) {
      const { plan } = yield* spawn(parent.planId);
      expect(plan).toMatchObject({ parentPlanId: parent.planId, rootPlanId: root.plan.planId, name: null });
      expect(plan.effectiveProfileSnapshot).toEqual(root.plan.effectiveProfileSnapshot);
      expect(plan.automationProfile).toEqual(root.plan.automationProfile);
      parent = plan;
    }
  }).pipe(Effect.provide(ledger)),
);

it.effect("refuses a child with looser rules and names them", () =>
  Effect.gen(function* () {
    const { plan } = yield* startedUnder("supervised");
    const refused = yield* Effect.flip(spawn(plan.planId, { actor: ANN, automationProfile: "full-auto" }));
    expect(refused).toMatchObject({ reason: { _tag: "Loosens" } });
    expect(refused.message).toContain("auto_execute");
    const tighter = yield* spawn(plan.planId, { actor: ANN, automationProfile: "manual" });
    expect(tighter.plan.automationProfile).toEqual({ name: "manual", provenance: "plan" });
  }).pipe(Effect.provide(ledger)),
);

it.effect("asks the parent's gate for spawning, and keeps the refusal's record but no child", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("manual");
    expect(yield* Effect.flip(spawn(plan.planId, { confidence: 1 }))).toMatchObject({
      reason: { _tag: "ApprovalRequired" },
    });
    expect((yield* plans.explain(plan.planId, "spawn")).decisions).toHaveLength(1);
    expect((yield* plans.tree(plan.planId)).summary.nodes).toBe(1);
    yield* spawn(plan.planId, { actor: ANN });
  }).pipe(Effect.provide(ledger)),
);

it.effect("lets as many children begin as max_parallel says; a begun one goes on", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const parent = yield* parentWith({ maxParallel: 1 });
    const first = yield* spawn(parent.planId);
    const second = yield* spawn(parent.planId);
    const claimed = yield* claimNext();
    expect(claimed.plan.planId).toBe(first.plan.planId);
    expect(yield* plans.claim({ actor: WORKER })).toBeNull();
    expect((yield* plans.status(second.plan.planId)).waitingFor).toMatchObject({
      kind: "sibling",
      plans: [first.plan.planId],
    });
    yield* complete(claimed);
    expect((yield* claimNext()).plan.planId).toBe(first.plan.planId);
  }).pipe(Effect.provide(ledger)),
);

it.effect("runs sequential children one after another until each is finished", () =>
  Effect.gen(function* () {
    const parent = yield* parentWith({ executionMode: "sequential" });
    const first = yield* spawn(parent.planId);
    const second = yield* spawn(parent.planId);
    yield* finish(first.plan.planId);
    yield* finish(second.plan.planId);
  }).pipe(Effect.provide(ledger)),
);

it.effect(
  "holds a dependent until its dependencies are applied, and for a person when one is cancelled",
  () =>
    Effect.gen(function* () {
      const plans = yield* Plans;
      const parent = yield* parentWith({ executionMode: "dependency_ordered" });
      const first = yield* spawn(parent.planId);
      const second = yield* spawn(parent.planId, { dependsOn: [first.plan.planId] });
      expect(second.waitingFor).toMatchObject({
        kind: "dependency",
        plans: [first.plan.planId],
        nextCommand: null,
      });
      yield* plans.cancel({ actor: ANN, id: first.plan.planId });
      expect(yield* plans.claim({ actor: WORKER })).toBeNull();
      expect((yield* plans.status(second.plan.planId)).waitingFor).toMatchObject({
        kind: "dependency",
        approvers: ["user:*"],
      });
      yield* Effect.flip(spawn(parent.planId, { dependsOn: [parent.planId] }));
    }).pipe(Effect.provide(ledger)),
);

it.effect("cancels idle siblings at the first failure, and a running one once its result is recorded", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const parent = yield* parentWith({ failFast: true, maxRetries: 0 });
    yield* spawn(parent.planId);
    yield* spawn(parent.planId);
    const idle = yield* spawn(parent.planId);
    const failing = yield* claimNext();
    const running = yield* claimNext();
    yield* plans.fail({
      actor: WORKER,
      id: failing.plan.planId,
      leaseToken: failing.leaseToken,
      category: "transient",
      message: "no",
      details: {},
    });
    expect(placeOf({ plan: yield* plans.get(idle.plan.planId) })).toBe("strategize/cancelled");
    expect(placeOf({ plan: yield* plans.get(running.plan.planId) })).toBe("strategize/processing");
    const late = yield* complete(running, undefined, { changesetId: "late" });
    expect(placeOf(late)).toBe("strategize/cancelled");
    expect(late.plan.changesetId).toBe("late");
    expect(placeOf({ plan: yield* plans.get(failing.plan.planId) })).toBe("strategize/errored");
  }).pipe(Effect.provide(ledger)),
);

it.effect("cancels a whole tree, deletes it, and keeps the record of what was deleted [D5]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan: root } = yield* startedUnder("full-auto");
    const { plan: child } = yield* spawn(root.planId);
    yield* spawn(child.planId);
    yield* Effect.flip(plans.cancel({ actor: BOT, id: root.planId }));
    const claimed = yield* claimNext();
    expect(yield* Effect.flip(plans.remove({ actor: ANN, id: root.planId, tree: true }))).toMatchObject({
      reason: { _tag: "LiveLease", count: 1 },
    });
    const cancelled = yield* plans.cancel({ actor: ANN, id: root.planId, reason: "changed our minds" });
    expect(cancelled.descendants).toEqual({ cancelled: 2, alreadyFinished: 0 });
    expect(yield* Effect.flip(complete(claimed))).toMatchObject({ reason: { _tag: "LeaseLost" } });
    expect(yield* Effect.flip(spawn(child.planId))).toMatchObject({ reason: { _tag: "WrongState" } });
    expect(yield* Effect.flip(plans.remove({ actor: ANN, id: root.planId }))).toMatchObject({
      reason: { _tag: "HasDescendants", count: 2 },
    });
    expect(yield* plans.remove({ actor: ANN, id: root.planId, tree: true })).toMatchObject({ deleted: 3 });
    expect((yield* plans.explain(root.planId)).decisions.length).toBeGreaterThan(0);
    const { events } = yield* plans.history(child.planId);
    expect(events.at(-1)).toMatchObject({ type: "plan.deleted", planId: child.planId });
    expect(yield* plans.snapshotText(root.profileDigest ?? "")).toContain('"name":"full-auto"');
  }).pipe(Effect.provide(ledger)),
);
