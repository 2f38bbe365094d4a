import { describe, expect } from "@effect/vitest";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Option from "effect/Option";
import { makePlanFactory } from "../planFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, stored, storedIds } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { SecondConnection } from "./SecondConnection.ts";
import { read, write } from "./units.ts";

/** Lets every other fiber run as far as it can without real time passing. */
const settle = Effect.forEach(Array.from({ length: 50 }), () => Effect.yieldNow, { discard: true });

/** How units of work that are open at the same time see one another. */
export const concurrencySuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`UnitOfWork on ${name}: side by side`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    it("loses no update: every read and write of one body follows those of another", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        const increment = write((stores) =>
          Effect.gen(function* () {
            const found = yield* stores.plans.lock(plan.planId, "plan");
            if (found === null) throw new Error("the plan is gone");
            yield* Effect.yieldNow;
            const after = { ...found, callsInPhase: found.callsInPhase + 1, version: found.version + 1 };
            expect(yield* stores.plans.update(found, after)).toBe(true);
          }),
        );
        yield* Effect.all(
          Array.from({ length: 20 }, () => increment),
          { concurrency: "unbounded" },
        );
        const after = yield* stored(plan.planId);
        expect([after?.callsInPhase, after?.version]).toEqual([20, 21]);
      }));

    it("shows a reader either all or nothing of what a writer writes", () =>
      Effect.gen(function* () {
        yield* given();
        const halfway = yield* Deferred.make<void>();
        const goOn = yield* Deferred.make<void>();
        const writer = yield* Effect.forkChild(
          write((stores) =>
            Effect.gen(function* () {
              yield* stores.plans.insert([factory.plan()]);
              yield* Deferred.succeed(halfway, undefined);
              yield* Deferred.await(goOn);
              yield* stores.plans.insert([factory.plan()]);
            }),
          ),
        );
        yield* Deferred.await(halfway);
        const reader = yield* Effect.forkChild(storedIds);
        // Where readers do not wait, what this one sees is decided before the writer goes on.
        if (capabilities.concurrentReaders === true) expect(yield* Fiber.join(reader)).toEqual([]);
        yield* settle;
        yield* Deferred.succeed(goOn, undefined);
        yield* Fiber.join(writer);
        expect([0, 2]).toContain((yield* Fiber.join(reader)).length);
        expect(yield* storedIds).toHaveLength(2);
      }));

    if (capabilities.concurrentReaders === true) {
      it("shows a reader one state from its beginning to its end while a writer commits", () =>
        Effect.gen(function* () {
          const plan = factory.plan();
          yield* given(plan);
          const [before, after] = yield* read((stores) =>
            Effect.gen(function* () {
              const first = yield* stores.plans.count({});
              yield* write((others) =>
                Effect.andThen(
                  others.plans.update(plan, { ...plan, processingState: "errored", version: 2 }),
                  others.plans.insert([factory.plan()]),
                ),
              );
              return [first, yield* stores.plans.count({})] as const;
            }),
          );
          expect([before, after]).toEqual([{ queued: 1 }, { queued: 1 }]);
          expect(yield* read((stores) => stores.plans.count({}))).toEqual({ queued: 1, errored: 1 });
        }));
    } else {
      it(`keeps a writer waiting until a reader has ended, because ${capabilities.concurrentReaders.lacks}`, () =>
        Effect.gen(function* () {
          yield* given();
          const order: Array<string> = [];
          const reading = yield* Deferred.make<void>();
          const reader = yield* Effect.forkChild(
            read((stores) =>
              Effect.gen(function* () {
                const first = yield* stores.plans.count({});
                yield* Deferred.succeed(reading, undefined);
                yield* settle;
                expect(yield* stores.plans.count({})).toEqual(first);
                order.push("reader");
              }),
            ),
          );
          yield* Deferred.await(reading);
          yield* write((stores) =>
            Effect.andThen(
              stores.plans.insert([factory.plan()]),
              Effect.sync(() => order.push("writer")),
            ),
          );
          yield* Fiber.join(reader);
          expect(order).toEqual(["reader", "writer"]);
        }));
    }

    if (capabilities.concurrentWriters === true) {
      it("lets writers of different trees work at the same time", () =>
        Effect.gen(function* () {
          const [one, two] = [factory.plan(), factory.plan()];
          yield* given(one, two);
          const inOne = yield* Deferred.make<void>();
          const inTwo = yield* Deferred.make<void>();
          const meet = (plan: typeof one, here: typeof inOne, there: typeof inOne) =>
            write((stores) =>
              Effect.gen(function* () {
                yield* stores.plans.lock(plan.planId, "tree");
                yield* Deferred.succeed(here, undefined);
                yield* Deferred.await(there);
                yield* stores.plans.update(plan, { ...plan, version: 2 });
              }),
            );
          yield* Effect.all([meet(one, inOne, inTwo), meet(two, inTwo, inOne)], { concurrency: "unbounded" });
          expect([(yield* stored(one.planId))?.version, (yield* stored(two.planId))?.version]).toEqual([
            2, 2,
          ]);
        }));
    } else {
      it(`lets one writer follow the other, because ${capabilities.concurrentWriters.lacks}`, () =>
        Effect.gen(function* () {
          yield* given();
          const order: Array<string> = [];
          const body = (who: string) =>
            write((stores) =>
              Effect.gen(function* () {
                order.push(`${who} begins`);
                yield* stores.plans.insert([factory.plan()]);
                yield* settle;
                yield* stores.plans.count({});
                order.push(`${who} ends`);
              }),
            );
          yield* Effect.all([body("one"), body("two"), body("three")], { concurrency: "unbounded" });
          const [first] = order;
          expect(first).toMatch(/begins$/);
          for (let at = 0; at < order.length; at += 2) {
            expect(order[at + 1]).toBe(order[at]?.replace("begins", "ends"));
          }
        }));
    }

    const secondConnection = Effect.serviceOption(SecondConnection);

    if (capabilities.secondConnection === true) {
      const second = Effect.flatMap(secondConnection, (found) =>
        Option.isSome(found)
          ? Effect.succeed(found.value)
          : Effect.die(new Error("secondConnection is declared, but the layer provides no SecondConnection")),
      );

      it("shows another connection what was committed, at once, and nothing before [X4]", () =>
        Effect.gen(function* () {
          const other = yield* second;
          const plan = factory.plan();
          yield* given();
          const find = other.read((stores) => stores.plans.find(plan.planId));
          const during = yield* write((stores) => Effect.andThen(stores.plans.insert([plan]), find));
          expect(during).toBeNull();
          expect(yield* find).toEqual(plan);
          const changed = { ...plan, description: "changed over there", version: 2 };
          expect(yield* other.write((stores) => stores.plans.update(plan, changed))).toBe(true);
          expect(yield* stored(plan.planId)).toEqual(changed);
        }));

      it("lets exactly one of two connections win a version [X3]", () =>
        Effect.gen(function* () {
          const other = yield* second;
          const plan = factory.plan();
          yield* given(plan);
          const here = yield* write((stores) =>
            stores.plans.update(plan, { ...plan, description: "here", version: 2 }),
          );
          const there = yield* other.write((stores) =>
            stores.plans.update(plan, { ...plan, description: "there", version: 2 }),
          );
          expect([here, there]).toEqual([true, false]);
          expect((yield* stored(plan.planId))?.description).toBe("here");
        }));
    } else {
      it(`has no second connection, because ${capabilities.secondConnection.lacks}`, () =>
        Effect.gen(function* () {
          expect(Option.isNone(yield* secondConnection)).toBe(true);
        }));
    }
  });
};
