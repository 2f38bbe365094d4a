import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Actions } from "../../src/Actions.ts";
import { Plans } from "../../src/Plans.ts";
import { DEFAULT_SUBPLAN_SETTINGS } from "../../src/plan/SubplanSettings.ts";
import type { ClaimAnswer } from "../../src/plans/claimWork.ts";
import { ANN, actionFile, claimNext, ledger, placeOf, useBuild, WORKER } from "./ledger.ts";

const fails = ({ leaseToken, plan }: ClaimAnswer) =>
  Plans.use((plans) =>
    plans.fail({
      actor: WORKER,
      id: plan.planId,
      leaseToken,
      category: "infeasible",
      message: "cannot be done",
      details: {},
    }),
  );

/** A parent with `fail_fast` and so many children at work. */
const atWork = Effect.fnUntraced(function* (children: number) {
  const plans = yield* Plans;
  yield* (yield* Actions).create({ actor: ANN, file: actionFile });
  const top = yield* useBuild({
    automationProfile: "full-auto",
    subplans: { ...DEFAULT_SUBPLAN_SETTINGS, failFast: true },
  });
  yield* claimNext();
  const claimed: Array<ClaimAnswer> = [];
  for (let child = 0; child < children; child++) {
    yield* plans.spawn({ actor: ANN, id: top.plan.planId });
    claimed.push(yield* claimNext());
  }
  return claimed;
});

it.effect("fail_fast: a later failure cancels its own plan and leaves the first failed one to a person", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const [first, second] = yield* atWork(2);
    if (first === undefined || second === undefined) return expect.fail("two children");
    yield* fails(first);
    const late = yield* fails(second);
    expect(placeOf(late)).toBe("strategize/cancelled");
    expect(late.plan.errorMessage).toBe("cannot be done");
    expect(placeOf(yield* plans.status(first.plan.planId))).toBe("strategize/errored");
    expect(placeOf(yield* plans.retry({ actor: ANN, id: first.plan.planId }))).toBe("strategize/queued");
  }).pipe(Effect.provide(ledger)),
);

it.effect("fail_fast: once a person has tried the failed child again, its siblings go on", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const [first, second] = yield* atWork(2);
    if (first === undefined || second === undefined) return expect.fail("two children");
    yield* fails(first);
    yield* plans.retry({ actor: ANN, id: first.plan.planId });
    const { leaseToken, plan } = second;
    const done = yield* plans.complete({ actor: WORKER, id: plan.planId, leaseToken, result: {} });
    expect(placeOf(done)).toBe("execute/queued");
  }).pipe(Effect.provide(ledger)),
);
