import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Transaction } from "../Connection.ts";
import { commitOutcome } from "./commitOutcome.ts";
import { failure } from "./failure.ts";
import type { Link } from "./Link.ts";
import type { Pipeline } from "./Pipeline.ts";
import type { PostgresPool } from "./PostgresPool.ts";
import type { PostgresSession } from "./PostgresSession.ts";

/** A transaction that also tells whether a statement of it has failed. */
export interface PostgresTransaction extends Transaction {
  readonly failed: () => boolean;
}

/** What a transaction is made of. */
export interface Parts {
  readonly pool: PostgresPool;
  readonly link: Link;
  readonly pipeline: Pipeline;
  readonly session: PostgresSession;
  /** For how long a server may be asked what became of a commit, in milliseconds. */
  readonly waitMillis: number;
}

const attempt = (use: () => Promise<void>): Effect.Effect<void, StorageError> =>
  Effect.callback((resume) => {
    use().then(
      () => resume(Effect.void),
      (cause: unknown) => resume(failure(cause)),
    );
  });

const unavailable = (what: string, cause: unknown): Effect.Effect<never, StorageError> =>
  Effect.fail(new StorageError({ reason: { _tag: "Unavailable", what }, cause }));

/** A transaction on a connection of the pool, which gets it back at the end, whatever the end is. */
export const postgresTransaction = ({
  link,
  pipeline,
  pool,
  session,
  waitMillis,
}: Parts): PostgresTransaction => {
  const { pooled } = link;
  const died = (): boolean => pooled && link.lost !== undefined && !pipeline.heard;
  let left = false;
  const leave = Effect.sync(() => {
    if (left) return;
    left = true;
    if (died()) pool.distrust();
    pool.giveBack(link);
  });
  const end = Effect.sync(() => session.end());
  // What cannot be rolled back is a connection that is lost, and with it the transaction.
  const undo = Effect.ignore(attempt(() => link.em.rollback()));

  /** The answer to a commit did not come. */
  const inDoubt = (lost: StorageError): Effect.Effect<void, StorageError> =>
    Effect.suspend(() => {
      const { identity } = pipeline;
      if (identity === undefined) return Effect.fail(lost);
      return Effect.flatMap(Effect.andThen(leave, commitOutcome(pool, identity, waitMillis)), (outcome) => {
        if (outcome === "committed") return Effect.void;
        const what =
          outcome === "aborted" ? "nothing was written" : "it is not known whether anything was written";
        return unavailable(`the connection was lost during the commit, and ${what}`, lost);
      });
    });

  // Whatever it fails with, also by a defect, nobody else is to get the connection in the middle of this transaction.
  const attempted = Effect.onError(
    attempt(() => link.em.commit()),
    () => undo,
  );
  const commit = Effect.catchTag(attempted, "StorageError", (refused) =>
    pipeline.inDoubt ? inDoubt(refused) : Effect.fail(refused),
  );
  return {
    session,
    failed: () => pipeline.failed !== undefined,
    worthAnother: () => !pipeline.inDoubt && (pipeline.met || died()),
    rollback: Effect.andThen(end, Effect.ensuring(undo, leave)),
    rehearse: Effect.andThen(end, Effect.ensuring(Effect.ensuring(session.settled, undo), leave)),
    commit: Effect.andThen(end, Effect.ensuring(commit, leave)),
  };
};
