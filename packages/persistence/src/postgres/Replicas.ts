import type { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Transaction, Wish } from "../Connection.ts";
import { beginOn, type PostgresHandle, type PostgresServer } from "./beginOn.ts";
import type { PostgresTransaction } from "./PostgresTransaction.ts";

/** For how long a copy that could not be reached is left alone, in milliseconds. */
const REST_MILLIS = 2_000;

/** A copy of the database, and until when it is left alone. */
interface Replica {
  readonly server: PostgresServer;
  restsUntil: number;
}

/**
 * The copies of a database, asked in turn. What one of them cannot answer the primary is asked instead: a copy that is
 * gone, one that gives way to what it has to write, and one that has not heard of a table yet.
 */
export class Replicas {
  readonly #replicas: ReadonlyArray<Replica>;
  readonly #handle: PostgresHandle;
  #turn = 0;

  constructor(servers: ReadonlyArray<PostgresServer>, handle: PostgresHandle) {
    this.#replicas = servers.map((server) => ({ server, restsUntil: 0 }));
    this.#handle = handle;
  }

  /** Begins on the next copy that can be reached, or on the primary. */
  begin(
    wish: Wish,
    primary: Effect.Effect<Transaction, StorageError>,
  ): Effect.Effect<Transaction, StorageError> {
    return Effect.suspend(() => {
      const now = performance.now();
      const awake = this.#replicas.filter(({ restsUntil }) => restsUntil <= now);
      const replica = awake[this.#turn++ % Math.max(awake.length, 1)];
      if (replica === undefined) return primary;
      return Effect.matchEffect(beginOn(replica.server, this.#handle, wish), {
        onFailure: () => {
          replica.restsUntil = performance.now() + REST_MILLIS;
          return this.begin(wish, primary);
        },
        onSuccess: (transaction) => Effect.succeed(this.#forgiven(transaction)),
      });
    });
  }

  /** Whatever a copy fails with, the primary may know better; the copy is asked again next time. */
  #forgiven(transaction: PostgresTransaction): Transaction {
    return { ...transaction, worthAnother: () => transaction.failed() || transaction.worthAnother() };
  }
}
