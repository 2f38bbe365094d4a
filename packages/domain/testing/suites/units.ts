import { expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { StorageError } from "../../src/store/StorageError.ts";
import { type Stores, UnitOfWork, type WriteOptions } from "../../src/store/UnitOfWork.ts";

type Body<A, E, R> = (stores: Stores) => Effect.Effect<A, E, R>;

/** Asks in a reading unit of work of its own, so that the answer comes from the store and from nothing kept (T3). */
export const read = <A, E, R>(body: Body<A, E, R>): Effect.Effect<A, E | StorageError, R | UnitOfWork> =>
  UnitOfWork.use((unitOfWork) => unitOfWork.read(body));

/** Changes in a writing unit of work of its own. */
export const write = <A, E, R>(
  body: Body<A, E, R>,
  options?: WriteOptions,
): Effect.Effect<A, E | StorageError, R | UnitOfWork> =>
  UnitOfWork.use((unitOfWork) => unitOfWork.write(body, options));

/** Passes when the store refuses with a `Conflict` that names its constraint in a word and quotes nothing stored (T4). */
export const expectConflict = <A, R>(refused: Effect.Effect<A, unknown, R>): Effect.Effect<void, never, R> =>
  Effect.map(Effect.result(refused), (result) => {
    const error: unknown = Result.isFailure(result) ? result.failure : undefined;
    if (!(error instanceof StorageError)) throw new Error(`no StorageError but ${JSON.stringify(result)}`);
    const { reason } = error;
    expect(reason._tag).toBe("Conflict");
    if (reason._tag === "Conflict") expect(reason.constraint).toMatch(/^[^\r\n'"]{1,200}$/);
    expect(error.retryable).toBe(true);
  });
