import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Plans } from "../../src/Plans.ts";
import { Profiles } from "../../src/Profiles.ts";
import { findBuiltIn } from "../../src/profile/builtIns.ts";
import type { SafetyRules } from "../../src/profile/Profile.ts";
import { writeProfile } from "../../src/profile/writeProfile.ts";
import { ANN, BOT, claimNext, complete, ledger, startedUnder } from "./ledger.ts";

const supervised = findBuiltIn("supervised") ?? expect.fail();

/** A plan under `supervised` with a limit of cost. */
const cappedAt = Effect.fnUntraced(function* (limit: Partial<SafetyRules>) {
  const safety = { ...supervised.safety, ...limit };
  const file = writeProfile({ ...supervised, name: "team/capped", source: "custom", safety });
  yield* (yield* Profiles).add({ actor: ANN, file });
  return yield* startedUnder("team/capped");
});

it.effect("tells with the event of a counted tool call the version that the plan has after it", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("full-auto");
    const counted = yield* plans.check({ actor: BOT, id: plan.planId, operation: "tool", tool: "git" });
    expect(counted.plan).toMatchObject({ version: plan.version + 1, callsInPhase: 1 });
    expect(counted.decision.planVersion).toBe(plan.version);
    yield* plans.check({ actor: BOT, id: plan.planId, operation: "apply" });
    const { events } = yield* plans.history(plan.planId);
    expect(events.slice(-2).map(({ type, version }) => [type, version])).toEqual([
      ["gate.decided", plan.version + 1],
      ["gate.decided", plan.version + 1],
    ]);
  }).pipe(Effect.provide(ledger)),
);

it.effect("a check with a cost that nobody has spent does not change whom the plan waits for", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* cappedAt({ maxTotalCost: 10 });
    yield* complete(yield* claimNext());
    const approvers = Effect.map(plans.status(plan.planId), ({ waitingFor }) => waitingFor?.approvers);
    expect(yield* approvers).toEqual(["user:*"]);
    const asked = yield* plans.check({ actor: BOT, id: plan.planId, operation: "execute", cost: 1_000 });
    expect(asked.decision.outcome).toBe("refused");
    expect(yield* approvers).toEqual(["user:*"]);
  }).pipe(Effect.provide(ledger)),
);

it.effect("a plan at a cost limit waits for nobody, because a limit refuses persons too", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* cappedAt({ maxCostPerPlan: 10 });
    const spent = yield* complete(yield* claimNext(), undefined, { cost: 10 });
    expect(spent.waitingFor).toMatchObject({ operation: "execute", approvers: [], nextCommand: null });
    const refused = yield* Effect.flip(plans.advance({ actor: ANN, id: plan.planId, to: "execute" }));
    expect(refused).toMatchObject({ reason: { _tag: "RefusedByRule" } });
  }).pipe(Effect.provide(ledger)),
);
