import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { PlanProject } from "../../../src/plan/Plan.ts";
import { type Stores, UnitOfWork } from "../../../src/store/UnitOfWork.ts";
import { makeAction } from "../../../testing/actionFactory.ts";
import { MemoryLedger } from "../../../testing/memory/MemoryLedger.ts";
import { makePlanFactory } from "../../../testing/planFactory.ts";

const addAction = UnitOfWork.use((unitOfWork) =>
  unitOfWork.write((stores) => stores.actions.insert(makeAction())),
);

it.effect("is a fresh ledger each time the layer is built", () =>
  Effect.gen(function* () {
    for (let build = 0; build < 2; build++) {
      yield* Effect.provide(addAction, MemoryLedger.layer, { local: true });
    }
  }),
);

it.effect("takes the use of a store after its unit of work for a defect", () =>
  Effect.gen(function* () {
    const unitOfWork = yield* UnitOfWork;
    for (const open of [unitOfWork.read<Stores, never, never>, unitOfWork.write<Stores, never, never>]) {
      const stores = yield* open(Effect.succeed);
      expect(Exit.hasDies(yield* Effect.exit(stores.plans.count({})))).toBe(true);
      expect(Exit.hasDies(yield* Effect.exit(stores.actions.insert(makeAction())))).toBe(true);
    }
  }).pipe(Effect.provide(MemoryLedger.layer)),
);

it.effect("takes a write in a reading unit of work for a defect", () =>
  Effect.gen(function* () {
    const unitOfWork = yield* UnitOfWork;
    const exit = yield* Effect.exit(unitOfWork.read((stores) => stores.actions.insert(makeAction())));
    expect(Exit.hasDies(exit)).toBe(true);
    expect(yield* unitOfWork.read((stores) => stores.actions.list({}))).toEqual([]);
  }).pipe(Effect.provide(MemoryLedger.layer)),
);

it.effect("lets nobody change what it keeps through the values that it was given or gave [S2]", () =>
  Effect.gen(function* () {
    yield* addAction;
    const unitOfWork = yield* UnitOfWork;
    const projects: Array<PlanProject> = [{ name: "local/app", alias: null, readOnly: false }];
    const plan = makePlanFactory().plan({ projects });
    yield* unitOfWork.write((stores) => stores.plans.insert([plan]));
    expect(() => projects.push({ name: "local/web", alias: null, readOnly: false })).toThrow(TypeError);
    const found = yield* unitOfWork.read((stores) => stores.plans.find(plan.planId));
    expect(Object.isFrozen(found)).toBe(true);
    expect(Object.isFrozen(found?.times)).toBe(true);
  }).pipe(Effect.provide(MemoryLedger.layer)),
);
