import { describe, expect } from "@effect/vitest";
import * as Context from "effect/Context";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Result from "effect/Result";
import type { Plan } from "../../src/plan/Plan.ts";
import type { Stores } from "../../src/store/UnitOfWork.ts";
import { makeAction } from "../actionFactory.ts";
import { makePlanFactory } from "../planFactory.ts";
import { actor, instant, makeDecision, makeEvent, makeLease } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, stored, storedIds } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";

class Refusal extends Error {}

class Surroundings extends Context.Service<Surroundings, { readonly word: string }>()("test/Surroundings") {}

/** `UnitOfWork`: all or nothing over every store. How units of work meet one another has its own suite. */
export const unitOfWorkSuite = (name: string, layer: LedgerLayer, _capabilities: Capabilities): void => {
  describe(`UnitOfWork on ${name}: all or nothing`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    /** Something in every store. */
    const writeEverywhere = (stores: Stores, plan: Plan) => {
      const at = instant("2026-05-01T00:00:00Z");
      const by = actor("user:one");
      return Effect.gen(function* () {
        yield* stores.actions.insert(makeAction({ name: "local/other" }));
        yield* stores.plans.insert([plan]);
        yield* stores.plans.update(plan, { ...plan, description: "updated", version: 2 });
        yield* stores.leases.insert(makeLease(plan));
        yield* stores.decisions.append(makeDecision(plan, factory.newId()));
        yield* stores.events.append([makeEvent(plan)]);
        yield* stores.snapshots.keep("d".repeat(64), "text");
        yield* stores.settings.put({
          key: "core.automation-profile",
          project: null,
          value: "ci",
          updatedAt: at,
          updatedBy: by,
        });
        yield* stores.idempotency.insert({
          actor: by,
          operation: "plan use",
          key: "k",
          requestDigest: "d".repeat(64),
          subject: plan.planId,
          createdAt: at,
          expiresAt: instant("2026-05-02T00:00:00Z"),
        });
      });
    };

    /** How much of the above is there. */
    const traces = (plan: Plan) =>
      read((stores) =>
        Effect.gen(function* () {
          const events = yield* stores.events.read({ limit: 10 });
          const found = yield* stores.plans.find(plan.planId);
          const at = instant("2026-05-01T00:00:00Z");
          const scope = { actor: actor("user:one"), operation: "plan use", key: "k" } as const;
          return {
            action: (yield* stores.actions.find("local/other")) !== null,
            plan: found?.description ?? null,
            shortId: (yield* stores.plans.findByShortId(plan.planId.slice(-8), 5)).length,
            lease: (yield* stores.leases.find(plan.planId)) !== null,
            decisions: (yield* stores.decisions.ofPlan(plan.planId)).length,
            events: events.length,
            snapshot: yield* stores.snapshots.find("d".repeat(64)),
            settings: (yield* stores.settings.all()).length,
            key: (yield* stores.idempotency.find(scope, at)) !== null,
          };
        }),
      );

    const NOTHING = {
      action: false,
      plan: null,
      shortId: 0,
      lease: false,
      decisions: 0,
      events: 0,
      snapshot: null,
      settings: 0,
      key: false,
    };

    const EVERYTHING = {
      action: true,
      plan: "updated",
      shortId: 1,
      lease: true,
      decisions: 1,
      events: 1,
      snapshot: "text",
      settings: 1,
      key: true,
    };

    it("answers what the body answers and keeps what it wrote, in every store", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        expect(yield* write((stores) => Effect.as(writeEverywhere(stores, plan), 42))).toBe(42);
        expect(yield* traces(plan)).toEqual(EVERYTHING);
      }));

    it("keeps nothing of a body that fails, and fails with the body's own error [X5]", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        const refusal = new Refusal("no");
        const result = yield* Effect.result(
          write((stores) => Effect.andThen(writeEverywhere(stores, plan), Effect.fail(refusal))),
        );
        expect(Result.isFailure(result) && result.failure).toBe(refusal);
        expect(yield* traces(plan)).toEqual(NOTHING);
      }));

    it("keeps nothing of a body that dies, and dies with the body's own defect", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        const thrown = (stores: Stores) =>
          Effect.andThen(
            writeEverywhere(stores, plan),
            Effect.sync(() => {
              throw new Refusal("defect");
            }),
          );
        const exit = yield* Effect.exit(write(thrown));
        expect(Exit.hasDies(exit)).toBe(true);
        expect(yield* traces(plan)).toEqual(NOTHING);
      }));

    it("keeps nothing of a body that throws before it has given an effect", () =>
      Effect.gen(function* () {
        const exit = yield* Effect.exit(
          write((): Effect.Effect<void> => {
            throw new Refusal("at once");
          }),
        );
        expect(Exit.hasDies(exit)).toBe(true);
        yield* given(factory.plan());
      }));

    it("keeps nothing of a body that is interrupted, and goes on working", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        const written = yield* Deferred.make<void>();
        const fiber = yield* Effect.forkChild(
          write((stores) =>
            Effect.andThen(
              writeEverywhere(stores, plan),
              Effect.andThen(Deferred.succeed(written, undefined), Effect.never),
            ),
          ),
        );
        yield* Deferred.await(written);
        yield* Fiber.interrupt(fiber);
        expect(Exit.hasInterrupts(yield* Fiber.await(fiber))).toBe(true);
        expect(yield* traces(plan)).toEqual(NOTHING);
        yield* write((stores) => writeEverywhere(stores, plan));
        expect(yield* traces(plan)).toEqual(EVERYTHING);
      }));

    it("keeps nothing of a body whose caller gave up waiting for it", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        const written = yield* Deferred.make<void>();
        const outcome = yield* Effect.raceFirst(
          Effect.as(Deferred.await(written), "gave up"),
          write((stores) =>
            Effect.andThen(
              writeEverywhere(stores, plan),
              Effect.andThen(Deferred.succeed(written, undefined), Effect.never),
            ),
          ),
        );
        expect(outcome).toBe("gave up");
        expect(yield* traces(plan)).toEqual(NOTHING);
      }));

    it("keeps nothing of a dry run, which answers what would have been", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        const seen = yield* write(
          (stores) => Effect.andThen(writeEverywhere(stores, plan), stores.plans.find(plan.planId)),
          { dryRun: true },
        );
        expect(seen).toEqual({ ...plan, description: "updated", version: 2 });
        expect(yield* traces(plan)).toEqual(NOTHING);
        yield* write((stores) => writeEverywhere(stores, plan), { dryRun: false });
        expect(yield* traces(plan)).toEqual(EVERYTHING);
      }));

    it("fails a dry run as the real run would fail", () =>
      Effect.gen(function* () {
        const result = yield* Effect.result(write(() => Effect.fail("no" as const), { dryRun: true }));
        expect(Result.isFailure(result) && result.failure).toBe("no");
      }));

    it("leaves what was there before when a later unit of work fails", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        yield* Effect.exit(
          write((stores) =>
            Effect.gen(function* () {
              yield* stores.plans.update(plan, { ...plan, description: "lost", version: 2 });
              yield* stores.tree.remove(plan.planId, {
                at: factory.now(),
                actor: actor("user:one"),
                reason: null,
              });
              return yield* Effect.fail("stop");
            }),
          ),
        );
        expect(yield* stored(plan.planId)).toEqual(plan);
        expect(yield* read((stores) => stores.events.read({ limit: 10 }))).toEqual([]);
      }));

    it("fails a reading body with the body's own error, and goes on reading", () =>
      Effect.gen(function* () {
        const result = yield* Effect.result(read(() => Effect.fail("no" as const)));
        expect(Result.isFailure(result) && result.failure).toBe("no");
        expect(Exit.hasDies(yield* Effect.exit(read(() => Effect.die("defect"))))).toBe(true);
        expect(yield* storedIds).toEqual([]);
      }));

    it("gives a body the services of its surroundings", () =>
      Effect.gen(function* () {
        const word = read(() => Surroundings.use((surroundings) => Effect.succeed(surroundings.word)));
        expect(yield* Effect.provideService(word, Surroundings, { word: "here" })).toBe("here");
        const written = write(() => Surroundings.use((surroundings) => Effect.succeed(surroundings.word)));
        expect(yield* Effect.provideService(written, Surroundings, { word: "there" })).toBe("there");
      }));

    it("tells its caller the truth wherever an interruption falls: all of it or nothing, and never later", () =>
      Effect.gen(function* () {
        yield* given();
        for (let yields = 0; yields < 40; yields++) {
          const [first, second] = [factory.plan(), factory.plan()];
          let bodyDone = false;
          const fiber = yield* Effect.forkChild(
            write((stores) =>
              Effect.gen(function* () {
                yield* stores.plans.insert([first]);
                yield* Effect.yieldNow;
                yield* stores.plans.insert([second]);
                yield* Effect.yieldNow;
                bodyDone = true;
              }),
            ),
          );
          for (let waited = 0; waited < yields; waited++) yield* Effect.yieldNow;
          yield* Fiber.interrupt(fiber);
          const exit = yield* Fiber.await(fiber);
          const there = [(yield* stored(first.planId)) !== null, (yield* stored(second.planId)) !== null];
          expect(there[0]).toBe(there[1]);
          if (Exit.isSuccess(exit)) expect(there[0]).toBe(true);
          else if (!bodyDone) expect(there[0]).toBe(false);
          yield* Effect.yieldNow;
          expect((yield* stored(first.planId)) !== null).toBe(there[0]);
        }
      }));
  });
};
