import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Damaged } from "../../src/json/Damaged.ts";
import { Plans } from "../../src/Plans.ts";
import { planIdFromKey } from "../../src/plan/PlanId.ts";
import { makePlanFactory } from "../../testing/planFactory.ts";
import { given } from "../../testing/suites/given.ts";
import { ledger } from "./ledger.ts";

const factory = makePlanFactory();

it.effect("goes on to the next page after a plan whose created_at is damaged, however long it is [P7]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const long = "9".repeat(10_000);
    const damaged = () => factory.plan({ times: { createdAt: Damaged.of(long) } });
    const all = [factory.plan(), damaged(), damaged(), factory.plan()];
    yield* given(...all);
    const seen: Array<string> = [];
    let cursor: string | undefined;
    do {
      const page = yield* plans.list({ limit: 1, cursor });
      seen.push(...page.plans.map((plan) => plan.planId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(all.map((plan) => plan.planId).toSorted());
  }).pipe(Effect.provide(ledger)),
);

it.effect("names 50 of the plans that a short id may mean, and tells how many there are [L2]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const adopted = Array.from({ length: 60 }, (_, number) =>
      factory.plan({ planId: planIdFromKey(`plan-${String(number).padStart(2, "0")}-00000001`) }),
    );
    yield* given(...adopted);
    const { message } = yield* Effect.flip(plans.get("00000001"));
    expect(message.match(/plan-/g)).toHaveLength(50);
    expect(message).toContain("(60 in all)");
    expect((yield* plans.get("plan-07-00000001")).planId).toBe("plan-07-00000001");
  }).pipe(Effect.provide(ledger)),
);

it.effect("says of an id that is none, however long it is, one short sentence", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    for (const id of ["", "\0", "\ud800", "x".repeat(1_000_000)]) {
      const { message } = yield* Effect.flip(plans.get(id));
      expect(message).toMatch(/^No plan has the id /);
      expect(message.length).toBeLessThan(120);
    }
  }).pipe(Effect.provide(ledger)),
);

it.effect.each([{ limit: -1 }, { limit: 0 }, { limit: 1.5 }, { limit: Number.NaN }, { after: -1 }])(
  "refuses to read a history with %j",
  (query) =>
    Effect.gen(function* () {
      const plans = yield* Plans;
      const plan = factory.plan();
      yield* given(plan);
      expect((yield* Effect.flip(plans.history(plan.planId, query)))._tag).toBe("InvalidInput");
    }).pipe(Effect.provide(ledger)),
);
