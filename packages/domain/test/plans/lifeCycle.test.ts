import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/testing/TestClock";
import { Actions } from "../../src/Actions.ts";
import { Plans } from "../../src/Plans.ts";
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

it.effect("takes a plan to applied with one worker loop under full-auto", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const made = yield* startedUnder("full-auto");
    expect(placeOf(made)).toBe("strategize/queued");
    for (const after of ["execute/queued", "apply/queued", "apply/applied"]) {
      expect(placeOf(yield* complete(yield* claimNext(), undefined, {}))).toBe(after);
    }
    expect(yield* plans.claim({ actor: WORKER })).toBeNull();
    const { plan, waitingFor } = yield* plans.status(made.plan.planId);
    expect(waitingFor).toBeNull();
    expect(plan.times.completedAt).toBe(plan.times.appliedAt);
  }).pipe(Effect.provide(ledger)),
);

it.effect("moves nothing by itself under manual, and everything by a person's command [X1]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("manual");
    for (let hour = 0; hour < 7 * 24; hour++) {
      expect(yield* plans.claim({ actor: WORKER })).toBeNull();
      yield* TestClock.adjust("1 hour");
    }
    expect((yield* plans.get(plan.planId)).version).toBe(1);
    const asAgent = yield* Effect.flip(
      plans.advance({ actor: BOT, id: plan.planId, to: "strategize", confidence: 1 }),
    );
    expect(asAgent).toMatchObject({ reason: { _tag: "ApprovalRequired" } });
    for (const to of ["strategize", "execute", "apply"] as const) {
      const advanced = yield* plans.advance({ actor: ANN, id: plan.planId, to });
      expect(advanced.decision?.outcome).toBe("approved");
      yield* complete(yield* claimNext());
    }
    expect(placeOf({ plan: yield* plans.get(plan.planId) })).toBe("apply/applied");
  }).pipe(Effect.provide(ledger)),
);

it.effect("waits at execute with 0.79 and goes on with 0.80 under balanced, and explains it", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("balanced");
    const waits = yield* complete(yield* claimNext(), 0.79);
    expect(placeOf(waits)).toBe("strategize/complete");
    expect(waits.waitingFor).toMatchObject({
      kind: "approval",
      operation: "execute",
      threshold: { name: "auto_execute", value: 0.8 },
      decisionId: waits.decision?.decisionId,
    });
    const goesOn = yield* plans.advance({ actor: BOT, id: plan.planId, to: "execute", confidence: 0.8 });
    expect(placeOf(goesOn)).toBe("execute/queued");
    const { decisions } = yield* plans.explain(plan.planId, "execute");
    expect(decisions.map(({ confidence, outcome }) => [confidence, outcome])).toEqual([
      [0.79, "needs_approval"],
      [0.8, "automatic"],
    ]);
  }).pipe(Effect.provide(ledger)),
);

it.effect("keeps the record of a refusal although the command failed", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("manual");
    const before = (yield* plans.explain(plan.planId)).decisions.length;
    yield* Effect.flip(plans.advance({ actor: BOT, id: plan.planId, to: "strategize" }));
    yield* Effect.flip(plans.advance({ actor: BOT, id: plan.planId, to: "strategize", dryRun: true }));
    expect((yield* plans.explain(plan.planId)).decisions.length).toBe(before + 1);
  }).pipe(Effect.provide(ledger)),
);

it.effect("refuses a lost worker's report and gives the plan to the next one [X3]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    yield* startedUnder("full-auto");
    const lost = yield* claimNext();
    yield* TestClock.adjust("5 minutes");
    const late = yield* Effect.flip(complete(lost));
    expect(late).toMatchObject({ reason: { _tag: "LeaseLost" } });
    const next = yield* claimNext();
    expect(next.plan.leaseFence).toBe(2);
    yield* Effect.flip(plans.heartbeat({ actor: WORKER, id: lost.plan.planId, leaseToken: lost.leaseToken }));
    yield* complete(next);
    const { events } = yield* plans.history(next.plan.planId);
    expect(events.find((event) => event.type === "plan.reclaimed")?.data).toMatchObject({
      lost_worker: WORKER,
    });
  }).pipe(Effect.provide(ledger)),
);

it.effect("renews a lease without touching the version", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    yield* startedUnder("full-auto");
    const claimed = yield* claimNext();
    yield* TestClock.adjust("4 minutes");
    yield* plans.heartbeat({ actor: WORKER, id: claimed.plan.planId, leaseToken: claimed.leaseToken });
    yield* TestClock.adjust("4 minutes");
    expect((yield* plans.get(claimed.plan.planId)).version).toBe(claimed.plan.version);
    yield* complete(claimed);
  }).pipe(Effect.provide(ledger)),
);

it.effect("retries a transient failure by itself as often as the profile says, then waits for a person", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("full-auto");
    const fail = Effect.fnUntraced(function* () {
      const { leaseToken } = yield* claimNext();
      return yield* plans.fail({
        actor: WORKER,
        id: plan.planId,
        leaseToken,
        category: "transient",
        message: "network",
        details: { host: "a" },
      });
    });
    for (const attempt of [2, 3, 4]) {
      const failed = yield* fail();
      expect(placeOf(failed)).toBe("strategize/queued");
      expect(failed.plan).toMatchObject({ attempt, errorMessage: null, errorDetails: null });
    }
    const stopped = yield* fail();
    expect(placeOf(stopped)).toBe("strategize/errored");
    expect(stopped.decision?.rule).toBe("automatic_retries");
    expect(stopped.plan.errorDetails).toMatchObject({
      category: "transient",
      phase: "strategize",
      host: "a",
    });
    yield* Effect.flip(plans.retry({ actor: BOT, id: plan.planId, confidence: 1 }));
    expect(placeOf(yield* plans.retry({ actor: ANN, id: plan.planId }))).toBe("strategize/queued");
  }).pipe(Effect.provide(ledger)),
);

it.effect("leaves a failure that is not transient to a person", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("full-auto");
    const { leaseToken } = yield* claimNext();
    const failure = {
      actor: WORKER,
      id: plan.planId,
      leaseToken,
      category: "infeasible",
      message: null,
      details: {},
    } as const;
    expect(placeOf(yield* plans.fail(failure))).toBe("strategize/errored");
    const refused = yield* Effect.flip(plans.retry({ actor: BOT, id: plan.planId, confidence: 1 }));
    expect(refused).toMatchObject({
      reason: { _tag: "ApprovalRequired", decision: { rule: "person_only" } },
    });
  }).pipe(Effect.provide(ledger)),
);

it.effect("reverts three times and not a fourth [X6]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("full-auto");
    for (const reversionCount of [1, 2, 3]) {
      yield* complete(yield* claimNext());
      yield* complete(yield* claimNext());
      const reverted = yield* plans.revert({ actor: BOT, id: plan.planId, reason: "not good" });
      expect(placeOf(reverted)).toBe("strategize/queued");
      expect(reverted.plan).toMatchObject({
        reversionCount,
        sandboxRefs: [],
        lastCheckpointId: "checkpoint-1",
      });
      expect(reverted.plan.times.strategizeStartedAt).toBeNull();
    }
    yield* complete(yield* claimNext());
    yield* complete(yield* claimNext());
    const fourth = yield* Effect.flip(plans.revert({ actor: ANN, id: plan.planId }));
    expect(fourth).toMatchObject({ reason: { _tag: "ReversionLimit" } });
  }).pipe(Effect.provide(ledger)),
);

it.effect("keeps the instants that a revert clears in its event, and no others", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    yield* startedUnder("full-auto");
    yield* complete(yield* claimNext());
    const { plan } = yield* complete(yield* claimNext());
    yield* plans.revert({ actor: ANN, id: plan.planId });
    const { events } = yield* plans.history(plan.planId);
    const { data } = events.find((event) => event.type === "plan.reverted") ?? expect.fail();
    expect(data).toMatchObject({
      strategize_started_at: plan.times.strategizeStartedAt,
      strategize_completed_at: plan.times.strategizeCompletedAt,
      execute_started_at: plan.times.executeStartedAt,
      execute_completed_at: plan.times.executeCompletedAt,
    });
    expect(data).not.toHaveProperty("apply_started_at");
  }).pipe(Effect.provide(ledger)),
);

it.effect("records the cost of the tree only where a rule made somebody look", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("full-auto");
    yield* complete(yield* claimNext(), undefined, { cost: 3 });
    const { decisions } = yield* plans.explain(plan.planId, "execute");
    expect(decisions[0]?.request.facts).toMatchObject({ plan_cost: 3 });
    expect(decisions[0]?.request.facts).not.toHaveProperty("tree_cost");
  }).pipe(Effect.provide(ledger)),
);

it.effect(
  "refuses a result without the sandbox and checkpoint that the profile requires, and stores nothing of it",
  () =>
    Effect.gen(function* () {
      const plans = yield* Plans;
      yield* startedUnder("ci");
      yield* complete(yield* claimNext(), undefined, {});
      const claimed = yield* claimNext();
      expect(yield* Effect.flip(complete(claimed, undefined, { cost: 5 }))).toMatchObject({
        reason: { _tag: "SandboxRequired" },
      });
      expect(yield* Effect.flip(complete(claimed, undefined, { sandboxRefs: ["s"], cost: 5 }))).toMatchObject(
        {
          reason: { _tag: "CheckpointRequired" },
        },
      );
      expect(yield* plans.get(claimed.plan.planId)).toEqual(claimed.plan);
    }).pipe(Effect.provide(ledger)),
);

it.effect("does not apply with a required validation failed or a descendant unfinished", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const root = yield* startedUnder("full-auto");
    yield* complete(yield* claimNext());
    yield* complete(yield* claimNext());
    const claimed = yield* claimNext();
    const failing = { validationSummary: { required_failed: 2 } };
    expect(yield* Effect.flip(complete(claimed, undefined, failing))).toMatchObject({
      reason: { _tag: "ValidationFailed", requiredFailed: 2 },
    });
    yield* plans.spawn({ actor: BOT, id: root.plan.planId, arguments: new Map(), dependsOn: [] });
    expect(yield* Effect.flip(complete(claimed))).toMatchObject({
      reason: { _tag: "DescendantsUnfinished", count: 1 },
    });
  }).pipe(Effect.provide(ledger)),
);

it.effect("refuses an event that is not possible with the place and what is possible", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("manual");
    const refused = yield* Effect.flip(plans.advance({ actor: ANN, id: plan.planId, to: "apply" }));
    expect(refused.message).toContain("action/queued");
    expect(refused.message).toContain("advance, cancel");
  }).pipe(Effect.provide(ledger)),
);

it.effect("writes nothing for a refused use [X5]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const actions = yield* Actions;
    yield* actions.create({ actor: ANN, file: actionFile });
    const unknown = yield* Effect.flip(useBuild({ automationProfile: "balancd" }));
    expect(unknown.message).toContain("balanced");
    yield* Effect.flip(useBuild({ arguments: new Map([["nope", { text: "1" }]]) }));
    yield* Effect.flip(useBuild({ projects: [] }));
    expect((yield* plans.list({})).plans).toEqual([]);
  }).pipe(Effect.provide(ledger)),
);
