import { setTimeout } from "node:timers/promises";
import { connected } from "@planwright/test-postgres";
import { until } from "../until.ts";

/** A session of the ledger as its server tells of it. */
export interface Session {
  readonly pid: number;
  /** `active`, `idle`, `idle in transaction` or `idle in transaction (aborted)`. */
  readonly state: string;
  /** What it waits for: `Lock`, `IPC`, `Client`, ... or nothing. */
  readonly waits: string | null;
  readonly event: string | null;
}

/** The sessions of the program under test in a database, on any connection. */
export const sessions = (url: string): Promise<ReadonlyArray<Session>> =>
  connected(url, async (client) => {
    const { rows } = await client.query<Session>(
      `SELECT pid, state, wait_event_type AS waits, wait_event AS event FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'planwright' AND pid <> pg_backend_pid()`,
    );
    return rows;
  });

/** Waits until one session of the program is as it should be, and answers which. */
export const sessionThat = async (
  url: string,
  what: string,
  fits: (session: Session) => boolean,
): Promise<Session> => {
  for (const last = performance.now() + 20_000; performance.now() < last; await setTimeout(3)) {
    const found = (await sessions(url)).find(fits);
    if (found !== undefined) return found;
  }
  throw new Error(`no session was ${what} within 20 s`);
};

/** It waits for a lock that somebody else has. */
export const waitsForLock = ({ waits }: Session): boolean => waits === "Lock";

/** It has answered, and nobody has told it to end its transaction. */
export const isBetweenStatements = ({ state }: Session): boolean => state === "idle in transaction";

/** It is in the middle of a commit that takes its time. */
export const isCommitting = ({ event }: Session): boolean => event === "PgSleep";

/** It has committed, and waits for a copy that is not there before it says so. */
export const waitsAfterCommit = ({ event }: Session): boolean => event === "SyncRep";

/** Ends a session as an administrator would, and waits until it is gone. */
export const terminate = async (url: string, pid: number): Promise<void> => {
  await connected(url, (client) => client.query("SELECT pg_terminate_backend($1)", [pid]));
  await until("the session did not end", async () => !(await sessions(url)).some((each) => each.pid === pid));
};

/** Ends all sessions of the program in a database, and waits until they are gone. */
export const terminateAll = async (url: string): Promise<void> => {
  for (const { pid } of await sessions(url)) await terminate(url, pid);
};
