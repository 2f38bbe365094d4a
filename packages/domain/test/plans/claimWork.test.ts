import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/testing/TestClock";
import { Plans } from "../../src/Plans.ts";
import { claimNext, ledger, startedUnder, useBuild, WORKER } from "./ledger.ts";

it.effect("finds the plans of a project under its bare name as well, and refuses what is no name", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("full-auto");
    expect(yield* plans.claim({ actor: WORKER, project: "other" })).toBeNull();
    expect((yield* plans.claim({ actor: WORKER, project: "app" }))?.plan.planId).toBe(plan.planId);
    const refused = yield* Effect.flip(plans.claim({ actor: WORKER, project: "no name", leaseSeconds: 1 }));
    expect(refused.message).toContain("project: ");
    expect(refused.message).toContain("lease: ");
  }).pipe(Effect.provide(ledger)),
);

it.effect("says that there is more to reclaim as long as there may be", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    yield* startedUnder("full-auto");
    for (let number = 1; number < 101; number++) yield* useBuild({ automationProfile: "full-auto" });
    for (let number = 0; number < 101; number++) yield* claimNext();
    yield* TestClock.adjust("5 minutes");
    const first = yield* plans.reclaim({ actor: WORKER });
    expect([first.reclaimed.length, first.more]).toEqual([100, true]);
    const second = yield* plans.reclaim({ actor: WORKER });
    expect([second.reclaimed.length, second.more]).toEqual([1, false]);
  }).pipe(Effect.provide(ledger)),
);

it.effect("gives a worker what it asks for although a hundred others have to go back first", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const build = { automationProfile: "full-auto" };
    yield* startedUnder("full-auto");
    for (let number = 1; number < 100; number++) yield* useBuild(build);
    const wanted = yield* useBuild({
      ...build,
      projects: [{ name: "local/b", alias: null, readOnly: false }],
    });
    for (let number = 0; number < 101; number++) yield* claimNext();
    yield* TestClock.adjust("5 minutes");
    const claimed = yield* plans.claim({ actor: WORKER, project: "local/b" });
    expect(claimed?.plan.planId).toBe(wanted.plan.planId);
  }).pipe(Effect.provide(ledger)),
);
