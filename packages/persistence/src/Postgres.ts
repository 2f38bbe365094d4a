import type { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";
import type { Client, ClientConfig } from "pg";
import type { Connection, Transaction, Wish } from "./Connection.ts";
import { beginOn, type PostgresServer } from "./postgres/beginOn.ts";
import { openPool } from "./postgres/PostgresPool.ts";
import { PostgresStatements } from "./postgres/PostgresStatements.ts";
import type { PostgresLocation } from "./postgres/parsePostgresUrl.ts";
import { Replicas } from "./postgres/Replicas.ts";
import { type Decided, decide, type PostgresSettings } from "./postgres/settings.ts";
import { valueParsers } from "./postgres/valueParsers.ts";
import type { Tables } from "./rows/Tables.ts";

/** How long a unit of work waits for others, in milliseconds, unless it is told otherwise. */
const DEFAULT_WAIT_MILLIS = 5_000;

/** How much longer than the server a client waits before it gives a connection up, in milliseconds. */
const GRACE_MILLIS = 5_000;

/** What a connection may be told, beside what its URL says. */
export interface PostgresOptions<E = never, R = never> extends PostgresSettings {
  /** How long a unit of work waits for others before it fails `Busy`, in milliseconds. Default 5,000. */
  readonly waitMillis?: number | undefined;
  /** Runs on the first connection before anything else. */
  readonly prepare?: ((client: Client) => Effect.Effect<unknown, E, R>) | undefined;
}

/**
 * Every statement of ours has an index whose first rows it wants, and is planned once for each connection, perhaps while
 * its table is still small: the planner is to choose what will be right when it is not. What a URL says comes later and
 * counts more.
 */
const PLANNER = [
  "enable_seqscan=off",
  "enable_bitmapscan=off",
  "random_page_cost=1.1",
  "max_parallel_workers_per_gather=0",
  "plan_cache_mode=force_generic_plan",
  "jit=off",
]
  .map((setting) => `-c ${setting}`)
  .join(" ");

/** The driver keeps a zero to itself, and the server may have other limits for a role or a database. */
const unlimited = (settings: Decided): ReadonlyArray<string> =>
  [
    ["statement_timeout", settings.statementMillis] as const,
    ["lock_timeout", settings.lockMillis] as const,
    ["idle_in_transaction_session_timeout", settings.idleInTransactionMillis] as const,
  ].flatMap(([name, millis]) => (millis === 0 ? [`-c ${name}=0`] : []));

const configOf = (client: ClientConfig, settings: Decided): ClientConfig => ({
  ...client,
  pipeline: true,
  types: valueParsers,
  options: [PLANNER, ...(client.options === undefined ? [] : [client.options]), ...unlimited(settings)].join(
    " ",
  ),
  statement_timeout: settings.statementMillis,
  lock_timeout: settings.lockMillis,
  idle_in_transaction_session_timeout: settings.idleInTransactionMillis,
});

/**
 * The connections to a ledger on a server and to its copies, closed with the scope. As many units of work go on at once
 * as there may be connections; the others wait for them in the order in which they came.
 */
export const openPostgres = <E = never, R = never>(
  location: PostgresLocation,
  options: PostgresOptions<E, R> = {},
): Effect.Effect<Connection, StorageError | E, Scope | R> =>
  Effect.gen(function* () {
    const { prepare, waitMillis = DEFAULT_WAIT_MILLIS } = options;
    const settings = decide(location.settings, options, waitMillis);
    const answerMillis = settings.statementMillis === 0 ? 0 : settings.statementMillis + GRACE_MILLIS;
    const open = (client: ClientConfig): Effect.Effect<PostgresServer, never, Scope> =>
      Effect.map(openPool(configOf(client, settings), { ...settings, answerMillis }), (pool) => ({
        pool,
        client,
      }));
    const primary = yield* open(location.client);
    const first = yield* primary.pool.take(waitMillis);
    const statements = new PostgresStatements(first.em.getKysely<Tables>());
    yield* Effect.ensuring(
      prepare === undefined ? Effect.void : prepare(first.client),
      Effect.sync(() => primary.pool.giveBack(first)),
    );
    const handle = { statements, ledger: location.address, waitMillis };
    const replicas = new Replicas(yield* Effect.forEach(location.replicas, open), handle);
    const begin = (wish: Wish): Effect.Effect<Transaction, StorageError> =>
      wish.mayLag ? replicas.begin(wish, beginOn(primary, handle, wish)) : beginOn(primary, handle, wish);
    return { single: false, begin };
  });
