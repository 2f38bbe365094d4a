import { describe, expect } from "@effect/vitest";
import * as Cause from "effect/Cause";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Option from "effect/Option";
import { untilAborted, withinMillis } from "../../src/store/limits.ts";
import { StorageError } from "../../src/store/StorageError.ts";
import type { Stores } from "../../src/store/UnitOfWork.ts";
import { makePlanFactory } from "../planFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";

/** What `AbortController` does, which is not everywhere where the domain is. */
const makeSignal = () => {
  const listeners = new Set<() => void>();
  const signal = {
    aborted: false,
    addEventListener: (_: "abort", listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: "abort", listener: () => void) => void listeners.delete(listener),
  };
  const abort = Effect.sync(() => {
    signal.aborted = true;
    for (const listener of listeners) listener();
  });
  return { signal, abort, listening: () => listeners.size };
};

const isBusy = (exit: Exit.Exit<unknown, unknown>): boolean => {
  const error = Exit.isFailure(exit) ? Option.getOrUndefined(Cause.findErrorOption(exit.cause)) : undefined;
  return error instanceof StorageError && error.reason._tag === "Busy";
};

/** `withinMillis` and `untilAborted`: what a caller is told of a unit of work that was not in time is so for ever. */
export const limitsSuite = (name: string, layer: LedgerLayer, _capabilities: Capabilities): void => {
  describe(`UnitOfWork on ${name}: deadlines and signals`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    const insertSlowly = (plan: ReturnType<typeof factory.plan>) => (stores: Stores) =>
      Effect.andThen(stores.plans.insert([plan]), Effect.sleep(10_000));

    it("fails Busy and keeps nothing when the time is up, also of a body that cannot be stopped [X5]", () =>
      Effect.gen(function* () {
        const plans = [factory.plan(), factory.plan(), factory.plan()] as const;
        yield* given();
        const short = (stores: Stores) =>
          Effect.uninterruptible(Effect.andThen(stores.plans.insert([plans[1]]), Effect.sleep(40)));
        const exits = [
          yield* Effect.exit(withinMillis(15)(write(insertSlowly(plans[0])))),
          yield* Effect.exit(withinMillis(15)(write(short))),
          yield* Effect.exit(withinMillis(15)(Effect.uninterruptible(write(insertSlowly(plans[2]))))),
        ];
        expect(exits.map(isBusy)).toEqual([true, true, true]);
        for (const plan of plans) expect(yield* stored(plan.planId)).toBeNull();
        yield* write((stores) => stores.plans.insert(plans));
      }));

    it("fails Busy also a body that let nobody look at the clock", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        const hold = Effect.sync(() => {
          const until = Date.now() + 30;
          while (Date.now() < until);
        });
        const held = write((stores) => Effect.andThen(stores.plans.insert([plan]), hold));
        expect(isBusy(yield* Effect.exit(withinMillis(10)(held)))).toBe(true);
        expect(yield* stored(plan.planId)).toBeNull();
      }));

    it("does not begin what is late already, and leaves alone what is in time", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        let begun = false;
        const late = write(() =>
          Effect.sync(() => {
            begun = true;
          }),
        );
        expect(isBusy(yield* Effect.exit(withinMillis(0)(late)))).toBe(true);
        expect(begun).toBe(false);
        expect(
          yield* withinMillis(60_000)(
            Effect.as(
              write((stores) => stores.plans.insert([plan])),
              42,
            ),
          ),
        ).toBe(42);
        expect(yield* withinMillis(60_000)(read((stores) => stores.plans.find(plan.planId)))).toEqual(plan);
      }));

    it("holds the earlier one of two deadlines, for each unit of work within", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        const slow = write(insertSlowly(factory.plan()));
        expect(isBusy(yield* Effect.exit(withinMillis(15)(withinMillis(60_000)(slow))))).toBe(true);
        expect(isBusy(yield* Effect.exit(withinMillis(60_000)(withinMillis(15)(slow))))).toBe(true);
        const second = withinMillis(40)(
          Effect.andThen(
            write((stores) => stores.plans.insert([plan])),
            slow,
          ),
        );
        expect(isBusy(yield* Effect.exit(second))).toBe(true);
        expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    it("counts the waiting for others", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        const [locked, gate] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()];
        const lock = (stores: Stores) => stores.plans.lock(plan.planId, "plan");
        const holder = yield* Effect.forkChild(
          write((stores) =>
            Effect.gen(function* () {
              yield* lock(stores);
              yield* Deferred.succeed(locked, undefined);
              yield* Deferred.await(gate);
            }),
          ),
        );
        yield* Deferred.await(locked);
        expect(isBusy(yield* Effect.exit(withinMillis(25)(write(lock))))).toBe(true);
        yield* Deferred.succeed(gate, undefined);
        yield* Fiber.join(holder);
        expect(yield* write(lock)).toEqual(plan);
      }));

    it("tells the truth wherever a deadline falls: all of it or nothing, and never later [X5]", () =>
      Effect.gen(function* () {
        yield* given();
        for (let step = 0; step < 60; step++) {
          const [first, second] = [factory.plan(), factory.plan()];
          const exit = yield* Effect.exit(
            withinMillis(step / 10)(
              write((stores) => Effect.andThen(stores.plans.insert([first]), stores.plans.insert([second]))),
            ),
          );
          const there = [(yield* stored(first.planId)) !== null, (yield* stored(second.planId)) !== null];
          expect(Exit.isSuccess(exit) || isBusy(exit)).toBe(true);
          expect(there).toEqual([Exit.isSuccess(exit), Exit.isSuccess(exit)]);
        }
      }));

    it("interrupts and keeps nothing when a signal aborts, and begins nothing under one that has", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        const { abort, listening, signal } = makeSignal();
        const written = yield* Deferred.make<void>();
        const writing = yield* Effect.forkChild(
          untilAborted(signal)(
            write((stores) =>
              Effect.gen(function* () {
                yield* stores.plans.insert([plan]);
                yield* Deferred.succeed(written, undefined);
                return yield* Effect.never;
              }),
            ),
          ),
        );
        yield* Deferred.await(written);
        yield* abort;
        expect(Exit.hasInterrupts(yield* Fiber.await(writing))).toBe(true);
        expect(yield* stored(plan.planId)).toBeNull();
        const late = yield* Effect.exit(untilAborted(signal)(write((stores) => stores.plans.insert([plan]))));
        expect(Exit.hasInterrupts(late)).toBe(true);
        expect(yield* stored(plan.planId)).toBeNull();
        expect(listening()).toBe(0);
        const other = makeSignal();
        yield* untilAborted(other.signal)(write((stores) => stores.plans.insert([plan])));
        yield* other.abort;
        expect(yield* stored(plan.planId)).toEqual(plan);
        expect(other.listening()).toBe(0);
      }));
  });
};
