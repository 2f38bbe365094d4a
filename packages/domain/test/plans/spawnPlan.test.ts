import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Actions } from "../../src/Actions.ts";
import { Damaged } from "../../src/json/Damaged.ts";
import { Plans } from "../../src/Plans.ts";
import { makePlanFactory } from "../../testing/planFactory.ts";
import { given } from "../../testing/suites/given.ts";
import { ANN, actionFile, BOT, ledger, placeOf, startedUnder, useBuild } from "./ledger.ts";

const factory = makePlanFactory();

it.effect("a child of a plan with damaged tags has none, and none that are damaged", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const parent = factory.plan({ tags: Damaged.of("{broken") });
    yield* given(parent);
    const { plan } = yield* plans.spawn({ actor: ANN, id: parent.planId });
    expect(plan.tags).toEqual([]);
  }).pipe(Effect.provide(ledger)),
);

it.effect("never puts nothing in the place of a required argument that the child was not given", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const file = { ...actionFile, arguments: [{ name: "target", type: "string" }] };
    yield* (yield* Actions).create({ actor: ANN, file });
    const { plan } = yield* useBuild({ arguments: new Map([["target", { text: "prod" }]]) });
    const child = { actor: ANN, id: plan.planId, description: "half of {target}" };
    const refused = yield* Effect.flip(plans.spawn(child));
    expect(refused.message).toContain("{target}");
    const made = yield* plans.spawn({ ...child, arguments: new Map([["target", { text: "test" }]]) });
    expect(made.plan.description).toBe("half of test");
  }).pipe(Effect.provide(ledger)),
);

it.effect("asks both gates with the confidence of the one event", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("cautious");
    const child = yield* plans.spawn({ actor: BOT, id: plan.planId, confidence: 0.9 });
    expect(placeOf(child)).toBe("strategize/queued");
    const { decisions } = yield* plans.explain(child.plan.planId);
    expect(decisions.map(({ confidence, outcome }) => [confidence, outcome])).toEqual([[0.9, "automatic"]]);
  }).pipe(Effect.provide(ledger)),
);

it.effect("an empty profile name is an error at this level too, with the same words [P6]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("manual");
    const refused = yield* Effect.flip(plans.spawn({ actor: ANN, id: plan.planId, automationProfile: "" }));
    expect(refused).toMatchObject({ _tag: "ProfileError", reason: { _tag: "EmptyName", level: "plan" } });
  }).pipe(Effect.provide(ledger)),
);
