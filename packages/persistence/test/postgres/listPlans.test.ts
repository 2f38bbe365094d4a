import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { allPages, manyPlans, QUESTIONS } from "../stores/listQuestions.ts";
import { emptiedDatabase } from "./emptiedDatabase.ts";
import { openWithAction } from "./ledgerDatabase.ts";

it.effect("finds the same plans in the same order, whichever way there is the shorter one [X7]", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* emptiedDatabase);
    const plans = manyPlans();
    yield* uow.write((stores) => stores.plans.insert(plans));
    for (const [filter, passes] of QUESTIONS) {
      const expected = plans.filter(passes).map((plan) => plan.planId);
      expect(yield* allPages(uow, filter)).toEqual(expected.toReversed());
      const counted = yield* uow.read((stores) => stores.plans.count(filter));
      expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBe(expected.length);
    }
  }).pipe(Effect.scoped),
);
