import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { UnitOfWork } from "../../src/store/UnitOfWork.ts";
import { Instant } from "../../src/time/Instant.ts";
import { ANN, ledger, startedUnder, useBuild } from "./ledger.ts";

it.effect("a command that waited for others happens after what they did", () =>
  Effect.gen(function* () {
    const uow = yield* UnitOfWork;
    yield* startedUnder("manual");
    const holder = yield* Effect.forkChild(uow.write(() => Effect.sleep("3 seconds")));
    yield* TestClock.adjust("1 second");
    const waiting = yield* Effect.forkChild(useBuild({ actor: ANN }));
    yield* TestClock.adjust("2 seconds");
    yield* Fiber.join(holder);
    const { plan } = yield* Fiber.join(waiting);
    expect(plan.times.createdAt).toBe(Instant.fromMillis(3_000));
  }).pipe(Effect.provide(ledger)),
);
