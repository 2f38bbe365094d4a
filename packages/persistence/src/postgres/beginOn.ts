import type { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { ClientConfig } from "pg";
import type { Wish } from "../Connection.ts";
import { failure } from "./failure.ts";
import type { Link } from "./Link.ts";
import type { Pipeline } from "./Pipeline.ts";
import type { PostgresPool } from "./PostgresPool.ts";
import { PostgresSession } from "./PostgresSession.ts";
import type { PostgresStatements } from "./PostgresStatements.ts";
import { type PostgresTransaction, postgresTransaction } from "./PostgresTransaction.ts";
import { stopRunning } from "./stopRunning.ts";

/** One server, and how it is reached. */
export interface PostgresServer {
  readonly pool: PostgresPool;
  readonly client: ClientConfig;
}

/** What all transactions have in common. */
export interface PostgresHandle {
  readonly statements: PostgresStatements;
  /** How messages name the ledger. */
  readonly ledger: string;
  /** How long a unit of work waits for others, in milliseconds. */
  readonly waitMillis: number;
}

/** The entity manager begins on a connection; nothing is sent yet. */
const beginning = (link: Link, readOnly: boolean): Effect.Effect<Pipeline, StorageError> =>
  Effect.callback((resume) => {
    link.em.begin({ readOnly }).then(
      () =>
        resume(link.pipeline ? Effect.succeed(link.pipeline) : Effect.die(new Error("nothing has begun"))),
      (cause: unknown) => resume(failure(cause)),
    );
  });

/** Takes a connection of a server and begins a transaction on it; waiting for one may be interrupted. */
export const beginOn = (
  { client, pool }: PostgresServer,
  { ledger, statements, waitMillis }: PostgresHandle,
  { mode }: Wish,
): Effect.Effect<PostgresTransaction, StorageError> =>
  Effect.flatMap(pool.take(waitMillis), (link) =>
    Effect.onError(
      Effect.map(beginning(link, mode === "read"), (pipeline) => {
        const stop = stopRunning(client, link, pipeline);
        const session = new PostgresSession({ pipeline, statements, ledger, stop }, mode);
        return postgresTransaction({ link, pipeline, pool, session, waitMillis });
      }),
      () => Effect.sync(() => pool.giveBack(link)),
    ),
  );
