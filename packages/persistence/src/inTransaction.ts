import { beforeDeadline, type Sha256, type StorageError, type Stores } from "@planwright/domain";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import type { Connection, Transaction, Wish } from "./Connection.ts";
import { makeStores } from "./stores/makeStores.ts";

/** A unit of work that fibers may be in the middle of. */
interface Running {
  readonly connection: Connection;
  ended: boolean;
}

/** The unit of work that a fiber was started in; it may have ended since. */
const Within = Context.Reference<Running | null>("@planwright/persistence/Within", {
  defaultValue: () => null,
});

/** What is to be done in a transaction, and how it ends when that succeeds. */
export interface Unit<A, E, R> {
  readonly wish: Wish;
  readonly body: (stores: Stores) => Effect.Effect<A, E, R>;
  readonly end: (transaction: Transaction) => Effect.Effect<void, StorageError>;
}

/** A body's last word: an interruption that came while it could not be interrupted counts before the commit. */
const decided = <A, E, R>(body: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(body, (answer) => Effect.as(Effect.interruptible(Effect.void), answer));

/** Whether the fiber is inside of a unit of work on the connection that has not ended. */
export const isWithin = (connection: Connection): Effect.Effect<boolean> =>
  Effect.map(Within, (outer) => outer !== null && outer.connection === connection && !outer.ended);

/**
 * Begin, run, and decide by the outcome: what is not a success is rolled back. Once a body has succeeded in time, nothing
 * but the end itself can keep it from being committed, and the end cannot be interrupted.
 *
 * @param begun is told of the transaction when there is one
 */
export const inTransaction = <A, E, R>(
  connection: Connection,
  sha256: Sha256,
  { body, end, wish }: Unit<A, E, R>,
  begun: (transaction: Transaction) => void,
): Effect.Effect<A, E | StorageError, R> =>
  Effect.uninterruptibleMask((restore) => {
    const running: Running = { connection, ended: false };
    let transaction: Transaction | undefined;
    const begin = Effect.map(connection.begin(wish), (begins) => {
      transaction = begins;
      begun(begins);
      return begins;
    });
    const work = Effect.flatMap(Effect.uninterruptible(begin), ({ session }) =>
      Effect.suspend(() => body(makeStores(session, sha256))),
    );
    const within = Effect.provideService(work, Within, running);
    return Effect.flatMap(
      Effect.exit(restore(decided(beforeDeadline(within)))),
      (exit): Effect.Effect<A, E | StorageError> => {
        running.ended = true;
        if (transaction === undefined) return exit;
        return exit._tag === "Success"
          ? Effect.as(end(transaction), exit.value)
          : Effect.andThen(transaction.rollback, exit);
      },
    );
  });
