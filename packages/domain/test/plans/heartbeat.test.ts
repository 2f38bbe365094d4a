import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Crypto } from "../../src/crypto/Crypto.ts";
import { formatLeaseToken } from "../../src/lease/LeaseToken.ts";
import { Plans } from "../../src/Plans.ts";
import { makePlanFactory } from "../../testing/planFactory.ts";
import { makeLease } from "../../testing/recordFactory.ts";
import { given } from "../../testing/suites/given.ts";
import { write } from "../../testing/suites/units.ts";
import { claimNext, ledger, startedUnder, WORKER } from "./ledger.ts";

it.effect("looks at the version that it is told, as every command does", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    yield* startedUnder("full-auto");
    const { leaseToken, plan } = yield* claimNext();
    const beat = (ifVersion: number) =>
      plans.heartbeat({ actor: WORKER, id: plan.planId, leaseToken, ifVersion });
    const refused = yield* Effect.flip(beat(plan.version - 1));
    expect(refused).toMatchObject({ reason: { _tag: "StaleVersion", current: plan.version } });
    expect((yield* beat(plan.version)).planId).toBe(plan.planId);
  }).pipe(Effect.provide(ledger)),
);

it.effect("keeps no work alive whose reports would be refused for want of rules", () =>
  Effect.gen(function* () {
    const [plans, crypto] = [yield* Plans, yield* Crypto];
    const plan = makePlanFactory().plan({
      phase: "strategize",
      processingState: "processing",
      leaseFence: 1,
      effectiveProfileSnapshot: { _tag: "NotCaptured", length: 2 },
    });
    yield* given(plan);
    const secret = "0".repeat(32);
    const lease = makeLease(plan, { fence: 1, secretHash: crypto.sha256(secret) });
    yield* write((stores) => stores.leases.insert(lease));
    const leaseToken = formatLeaseToken({ planId: plan.planId, fence: 1, secret });
    const refused = yield* Effect.flip(plans.heartbeat({ actor: WORKER, id: plan.planId, leaseToken }));
    expect(refused).toMatchObject({ reason: { _tag: "NotCaptured" } });
  }).pipe(Effect.provide(ledger)),
);
