import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type * as Result from "effect/Result";
import type { Actor } from "../actor/Actor.ts";
import type { Crypto } from "../crypto/Crypto.ts";
import type { Moment } from "../plan/Moment.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores, UnitOfWork } from "../store/UnitOfWork.ts";
import { Instant } from "../time/Instant.ts";

/** What every use case works with. */
export interface PlansContext {
  readonly uow: UnitOfWork["Service"];
  readonly crypto: Crypto["Service"];
  /** A new id for a Unix time in milliseconds; ids rise within the process. */
  readonly newId: (millis: number) => PlanId;
}

/** Who asks, and whether the answer is wanted without the change. */
export interface Caller {
  readonly actor: Actor;
  readonly dryRun?: boolean | undefined;
}

/**
 * The moment at which a caller acts, by the clock in force. Asked for once nobody else can change what the command is
 * about: what waited for others happens after what they did, so the events of a plan are in the order of their instants.
 */
export const momentOf = (context: PlansContext, caller: Caller): Effect.Effect<Moment> =>
  Effect.map(Clock.currentTimeMillis, (millis) => ({
    actor: caller.actor,
    at: Instant.fromMillis(millis),
    newId: () => context.newId(millis),
  }));

/**
 * One write whose body may end in a refusal that must be kept (a decision record): a body's failed result is committed
 * like a success and fails only afterwards; a body's failure rolls back.
 */
export const commit = <A, E, F>(
  context: PlansContext,
  caller: Caller,
  body: (stores: Stores) => Effect.Effect<Result.Result<A, F>, E>,
): Effect.Effect<A, E | F | StorageError> =>
  Effect.flatMap(context.uow.write(body, { dryRun: caller.dryRun === true }), Effect.fromResult);
