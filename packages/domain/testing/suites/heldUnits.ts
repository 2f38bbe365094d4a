import * as Data from "effect/Data";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Option from "effect/Option";
import type { Scope } from "effect/Scope";
import type { StorageError } from "../../src/store/StorageError.ts";
import type { Stores, UnitOfWork } from "../../src/store/UnitOfWork.ts";
import { LockWaits } from "./LockWaits.ts";
import { SecondConnection } from "./SecondConnection.ts";
import { write } from "./units.ts";

class GivenUp extends Data.TaggedError("GivenUp")<Record<never, never>> {}

/** A unit of work that has done its work and has not ended yet. */
export interface Held<A, E> {
  /** What its work came to. */
  readonly answer: A;
  /** Lets it commit; ends when it has. */
  readonly commit: Effect.Effect<void, E | StorageError | GivenUp>;
  /** Lets it fail, so that nothing of it is kept; ends when it is rolled back. */
  readonly rollBack: Effect.Effect<void>;
}

/** Begins a unit of work that stays open, with everything that it has locked and written, until it is told how to end. */
export const held = <A, E>(
  body: (stores: Stores) => Effect.Effect<A, E>,
): Effect.Effect<Held<A, E>, E | StorageError | GivenUp, UnitOfWork | Scope> =>
  Effect.gen(function* () {
    const worked = yield* Deferred.make<A, E | StorageError | GivenUp>();
    const keeps = yield* Deferred.make<boolean>();
    const unit = write((stores) =>
      Effect.gen(function* () {
        const answer = yield* body(stores);
        // Whatever was sent without waiting for it has arrived when something else is answered.
        yield* stores.plans.findByShortId("", 1);
        yield* Deferred.succeed(worked, answer);
        if (!(yield* Deferred.await(keeps))) return yield* new GivenUp();
      }),
    );
    const told = Effect.onExit(unit, (exit) =>
      exit._tag === "Failure" ? Deferred.failCause(worked, exit.cause) : Effect.void,
    );
    const fiber = yield* Effect.forkScoped(told, { startImmediately: true });
    const answer = yield* Deferred.await(worked);
    return {
      answer,
      commit: Effect.andThen(Deferred.succeed(keeps, true), Fiber.join(fiber)),
      rollBack: Effect.andThen(Deferred.succeed(keeps, false), Effect.ignore(Fiber.join(fiber))),
    };
  });

/** Begins a unit of work that has to wait for others; ends when it is seen to wait. */
export const waiting = <A, E, R>(unit: Effect.Effect<A, E, R>): Effect.Effect<Fiber.Fiber<A, E>, never, R> =>
  Effect.gen(function* () {
    const found = yield* Effect.serviceOption(LockWaits);
    if (Option.isNone(found)) {
      return yield* Effect.die(
        new Error("concurrentWriters is declared, but the layer provides no LockWaits"),
      );
    }
    const fiber = yield* Effect.forkChild(unit, { startImmediately: true });
    yield* found.value.reached(1);
    return fiber;
  });

/** Changes in a writing unit of work of another process, or as good as one. */
export const writeElsewhere = <A, E>(
  body: (stores: Stores) => Effect.Effect<A, E>,
): Effect.Effect<A, E | StorageError, UnitOfWork> =>
  Effect.flatMap(Effect.serviceOption(SecondConnection), (second) =>
    Option.isSome(second) ? second.value.write(body) : write(body),
  );
