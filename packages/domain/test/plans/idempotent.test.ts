import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Actions } from "../../src/Actions.ts";
import type { GivenValue } from "../../src/action/argumentValue.ts";
import { Plans } from "../../src/Plans.ts";
import { ANN, actionFile, BOT, ledger, startedUnder, useBuild } from "./ledger.ts";

type Given = readonly [name: string, given: GivenValue];

it.effect("knows a request again whatever the order of its arguments", () =>
  Effect.gen(function* () {
    const file = {
      ...actionFile,
      arguments: [
        { name: "target", type: "string" },
        { name: "region", type: "string" },
      ],
    };
    yield* (yield* Actions).create({ actor: ANN, file });
    const target: Given = ["target", { text: "prod" }];
    const region: Given = ["region", { text: "eu" }];
    yield* useBuild({ idempotencyKey: "k", arguments: new Map([target, region]) });
    const again = yield* useBuild({ idempotencyKey: "k", arguments: new Map([region, target]) });
    expect(again.replayed).toBe(true);
    const other = {
      idempotencyKey: "k",
      arguments: new Map([target, ["region", { text: "us" }] satisfies Given]),
    };
    expect((yield* Effect.flip(useBuild(other)))._tag).toBe("InvalidInput");
  }).pipe(Effect.provide(ledger)),
);

it.effect("takes another confidence for another request", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const { plan } = yield* startedUnder("balanced");
    const spawn = (confidence: number) =>
      plans.spawn({ actor: BOT, id: plan.planId, confidence, idempotencyKey: "k" });
    yield* spawn(0.9);
    expect((yield* spawn(0.9)).replayed).toBe(true);
    expect((yield* Effect.flip(spawn(0.95)))._tag).toBe("InvalidInput");
  }).pipe(Effect.provide(ledger)),
);
