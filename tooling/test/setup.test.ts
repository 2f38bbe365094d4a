import { expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { seed } from "../seed.ts";

const numbers = Arbitrary.schema(Schema.Int);

it.effect("generates from the seed of the run", () =>
  Effect.gen(function* () {
    const drawn = yield* Arbitrary.sampleEffect(numbers, { count: 20 });
    expect(drawn).toEqual(yield* Arbitrary.sampleEffect(numbers, { count: 20, seed }));
    expect(drawn).not.toEqual(yield* Arbitrary.sampleEffect(numbers, { count: 20, seed: `${seed}0` }));
  }),
);

it.effect.prop("checks properties with schemas", [Schema.Int, Schema.Int], ([a, b]) =>
  Effect.sync(() => expect(a + b).toBe(b + a)),
);
