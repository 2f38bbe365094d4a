import type { Sha256, StorageError, Stores, UnitOfWork } from "@planwright/domain";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import type { Connection, Transaction } from "./Connection.ts";
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

/** The second unit of work would wait for the first one to end, which waits for the second. */
const NESTED =
  "A unit of work was begun inside of another one on the same ledger, where it would wait for ever.";

/** A body's last word: an interruption that came while it could not be interrupted counts before the commit. */
const decided = <A, E, R>(body: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(body, (answer) => Effect.as(Effect.interruptible(Effect.void), answer));

/**
 * Begin, run, and decide by the outcome: what is not a success is rolled back, and so is an answer that was only asked
 * for to see what would be. Once a body has succeeded, nothing but the commit itself can keep it from being committed.
 */
export const makeUnitOfWork = (connection: Connection, sha256: Sha256): UnitOfWork["Service"] => {
  const run = <A, E, R>(
    mode: "read" | "write",
    body: (stores: Stores) => Effect.Effect<A, E, R>,
    end: (transaction: Transaction) => Transaction["commit"],
  ): Effect.Effect<A, E | StorageError, R> => {
    const unit = Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(connection.begin(mode), (transaction) => {
        const stores = makeStores(transaction.session, sha256);
        const running: Running = { connection, ended: false };
        const within = Effect.provideService(
          Effect.suspend(() => body(stores)),
          Within,
          running,
        );
        return Effect.flatMap(
          Effect.exit(decided(restore(within))),
          (exit): Effect.Effect<A, E | StorageError> => {
            running.ended = true;
            return exit._tag === "Success"
              ? Effect.as(end(transaction), exit.value)
              : Effect.andThen(transaction.rollback, exit);
          },
        );
      }),
    );
    return Effect.flatMap(Within, (outer) =>
      outer !== null && outer.connection === connection && !outer.ended
        ? Effect.die(new Error(NESTED))
        : connection.admit(unit),
    );
  };
  return {
    read: (body) => run("read", body, (transaction) => transaction.rollback),
    write: (body, { dryRun = false } = {}) =>
      run("write", body, (transaction) => (dryRun ? transaction.rollback : transaction.commit)),
  };
};
