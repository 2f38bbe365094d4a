import { DatabaseError } from "pg";
import type { PostgresClient } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import { classify } from "./classify.ts";
import { rowsOf } from "./rows.ts";

/** The oldest server whose SQL the migrations are written in. */
const OLDEST = 14;

/** Where the ledger is: a schema, seen over a connection that is in a transaction and sees no other schema. */
export interface Place {
  readonly client: PostgresClient;
  /** How messages call it. */
  readonly location: string;
  readonly schema: string;
}

const unsupported = (what: string, location: string): MigrationError =>
  new MigrationError({ reason: { _tag: "Unsupported", what }, location });

/**
 * Looks at what a connection leads to, and pins its `search_path` to the schema for the rest of the transaction: names of another
 * schema or of a temporary table are never taken for ours. Throws where no ledger can be.
 */
const enter = async (client: PostgresClient, location: string): Promise<Place> => {
  const [row] = await rowsOf<"schema" | "number" | "version" | "encoding" | "path">(
    client,
    `SELECT current_schema() AS schema, current_setting('server_version_num') AS number, current_setting('server_version') AS version,
       current_setting('server_encoding') AS encoding, current_setting('search_path') AS path`,
  );
  if (Number(row?.number) < OLDEST * 10_000)
    throw unsupported(`its server is PostgreSQL ${row?.version}, and ${OLDEST} or newer is needed`, location);
  if (row?.encoding !== "UTF8")
    throw unsupported(`its encoding is ${row?.encoding}, and UTF8 is needed`, location);
  const { schema } = row;
  if (schema === null)
    throw unsupported(
      `there is no schema for it, since none of "${row.path}" (search_path) exists`,
      location,
    );
  await rowsOf(client, "SELECT set_config('search_path', quote_ident($1) || ', pg_temp', true)", [schema]);
  return { client, location, schema };
};

/** How a transaction begins, and how long it waits for any one lock, in milliseconds. */
interface Begin {
  readonly begin: string;
  readonly lockMillis: number;
}

const commit = async (client: PostgresClient, location: string): Promise<void> => {
  try {
    await client.query("COMMIT");
  } catch (cause) {
    const reason = classify(cause);
    if (reason?._tag !== "Unavailable") throw cause;
    const what = `its connection was lost during the commit, which may have succeeded (${reason.what}); look at its status`;
    throw new MigrationError({ reason: { _tag: "Unavailable", what }, location, cause });
  }
};

const within = async <A>(
  client: PostgresClient,
  location: string,
  { begin, lockMillis }: Begin,
  use: (place: Place) => Promise<A>,
): Promise<A> => {
  await client.query(begin);
  try {
    // Work here takes as long as it takes, whatever the database says about statements of others; only locks are waited for so long.
    await client.query("SET LOCAL statement_timeout = 0");
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    await setLockMillis(client, lockMillis);
    const result = await use(await enter(client, location));
    await commit(client, location);
    return result;
  } catch (error) {
    // What the transaction failed with is what the caller has to know; a lost connection rolls back by itself.
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
};

/** How long each of the following statements of a transaction waits for a lock, in milliseconds. */
export const setLockMillis = async (client: PostgresClient, lockMillis: number): Promise<void> => {
  await rowsOf(client, "SELECT set_config('lock_timeout', $1, true)", [`${Math.ceil(lockMillis)}ms`]);
};

const LOOK = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/** Reads one state of a database in one transaction, which needs no right to write. */
export const look = async <A>(
  client: PostgresClient,
  location: string,
  lockMillis: number,
  use: (place: Place) => Promise<A>,
): Promise<A> => {
  try {
    return await within(client, location, { begin: LOOK, lockMillis }, use);
  } catch (cause) {
    // The right that is missing is one to read.
    if (!(cause instanceof DatabaseError) || cause.code !== "42501") throw cause;
    throw new MigrationError({ reason: { _tag: "Unavailable", what: cause.message }, location, cause });
  }
};

/** Changes a database in one transaction, each of whose statements sees what others have committed before it. */
export const change = <A>(
  client: PostgresClient,
  location: string,
  lockMillis: number,
  use: (place: Place) => Promise<A>,
): Promise<A> => within(client, location, { begin: "BEGIN ISOLATION LEVEL READ COMMITTED", lockMillis }, use);
