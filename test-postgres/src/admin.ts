import { Client, DatabaseError } from "pg";

/** Does something over a connection of its own, and closes it. */
export const connected = async <A>(url: string, use: (client: Client) => Promise<A>): Promise<A> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 20_000 });
  // A lost connection fails the statement that waits for it; without a listener it would end the process as well.
  client.on("error", () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

/** The version of a server, as `18.4`. */
export const versionOf = (url: string): Promise<string> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    return rows[0]?.server_version.split(" ")[0] ?? "of unknown version";
  });

/** The same server's other database. */
export const urlOf = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
};

/** A name as it stands in a statement. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The code that the server gave an error, as `55006`; undefined for errors that are none of the server's. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof DatabaseError ? error.code : undefined;

/**
 * Runs a statement that wants nobody to be connected to a database, again while somebody still is: the server hears of
 * a closed connection a moment after its client. Nothing else is tried again.
 */
export const whenNobodyIsConnected = async (client: Client, statement: string): Promise<void> => {
  const last = performance.now() + 30_000;
  for (;;) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      if (sqlState(error) !== "55006" || performance.now() > last) throw error;
      await client.query("SELECT pg_sleep(0.01)");
    }
  }
};
