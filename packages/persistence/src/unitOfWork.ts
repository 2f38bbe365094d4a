import { type Sha256, StorageError, type UnitOfWork } from "@planwright/domain";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import type { Connection, Transaction } from "./Connection.ts";
import { inTransaction, isWithin, type Unit } from "./inTransaction.ts";

/** The second unit of work would wait for the first one to end, which waits for the second. */
const NESTED =
  "A unit of work was begun inside of another one on the same ledger, where it would wait for ever.";

/** How often a body runs at most when it meets others half way. */
const ATTEMPTS = 5;

/** Those who met try again at different moments, and later each time; in milliseconds. */
const pause = (attempt: number): number => Math.random() * 10 * attempt;

/** Whoever has met others again and again has waited for all of them together. */
const givingUp =
  (since: number) =>
  <E>(error: E | StorageError): E | StorageError => {
    if (!(error instanceof StorageError) || error.reason._tag !== "Busy") return error;
    const waitedMillis = Math.round(performance.now() - since);
    return new StorageError({ reason: { _tag: "Busy", waitedMillis }, cause: error.cause });
  };

/**
 * Units of work on a connection. What met others half way and can do nothing about it (a deadlock, a serialization
 * failure, a connection that had died in the pool) is run again in another transaction, a few times at most and only when
 * nothing can have been committed; for all engines here and nowhere else.
 */
export const makeUnitOfWork = (connection: Connection, sha256: Sha256): UnitOfWork["Service"] => {
  const again = <A, E, R>(
    unit: Unit<A, E, R>,
    attempt: number,
    since: number,
  ): Effect.Effect<A, E | StorageError, R> =>
    Effect.suspend(() => {
      let last: Transaction | undefined;
      const tried = inTransaction(connection, sha256, unit, (transaction) => {
        last = transaction;
      });
      return Effect.catchCause(tried, (cause) => {
        if (last?.worthAnother() !== true || Cause.hasInterrupts(cause)) return Effect.failCause(cause);
        if (attempt === ATTEMPTS) return Effect.mapError(Effect.failCause(cause), givingUp(since));
        // What a copy could not answer is asked of the primary.
        const next = { ...unit, wish: { ...unit.wish, mayLag: false } };
        return Effect.andThen(Effect.sleep(pause(attempt)), again(next, attempt + 1, since));
      });
    });

  const run = <A, E, R>(unit: Unit<A, E, R>): Effect.Effect<A, E | StorageError, R> =>
    Effect.flatMap(isWithin(connection), (nested) =>
      nested && connection.single ? Effect.die(new Error(NESTED)) : again(unit, 1, performance.now()),
    );
  return {
    read: (body, { mayLag = false } = {}) =>
      run({ wish: { mode: "read", mayLag }, body, end: (transaction) => transaction.rollback }),
    write: (body, { dryRun = false } = {}) =>
      run({
        wish: { mode: "write", mayLag: false },
        body,
        // A dry run is asked only to see what would be.
        end: (transaction) => (dryRun ? transaction.rehearse : transaction.commit),
      }),
  };
};
