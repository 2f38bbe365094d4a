import { createHash, randomBytes } from "node:crypto";
import { connected, quoted, urlOf, whenNobodyIsConnected } from "./admin.ts";
import { runHere } from "./Run.ts";
import { testServer } from "./testServer.ts";

/** A database on the server of this run. */
export interface Database {
  readonly name: string;
  readonly url: string;
  /** Removes it, whoever is connected; nothing when it is gone. */
  readonly drop: () => Promise<void>;
}

/** What a database is made with. */
export interface DatabaseOptions {
  /** The name of a database that this one begins as a copy of, as `templateDatabase` answers; empty without. */
  readonly template?: string;
}

const place = async (): Promise<{ readonly url: string; readonly prefix: string }> => {
  await testServer();
  const here = runHere();
  if (here === undefined) throw new Error("There is no run, although its server was just asked for.");
  return here;
};

/** Makes a database on the server of this run, under a name that nobody can guess. The end of the run drops it. */
export const createDatabase = async ({ template }: DatabaseOptions = {}): Promise<Database> => {
  const { url, prefix } = await place();
  const name = `${prefix}${randomBytes(8).toString("hex")}`;
  await connected(url, (client) =>
    whenNobodyIsConnected(
      client,
      `CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(template ?? "template0")}`,
    ),
  );
  return {
    name,
    url: urlOf(url, name),
    drop: () =>
      connected(url, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);
      }),
  };
};

/**
 * The name of a template that `make` fills, given the URL of an empty database: made once for each key on the server of
 * this run, however many processes ask at the same time, and complete. One that was left half made is never used.
 * Whatever decides its content belongs in the key, as a digest of migrations. Nobody can connect to it.
 */
export const templateDatabase = async (
  key: string,
  make: (url: string) => Promise<void>,
): Promise<string> => {
  const { url, prefix } = await place();
  const name = `${prefix}t_${createHash("sha256").update(key).digest("hex").slice(0, 20)}`;
  const exists = "SELECT 1 FROM pg_database WHERE datname = $1";
  await connected(url, async (client) => {
    if ((await client.query(exists, [name])).rowCount === 1) return;
    // The lock is the connection's: it goes with a maker that is killed.
    await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [name]);
    if ((await client.query(exists, [name])).rowCount === 1) return;
    const part = `${name}_part`;
    await client.query(`DROP DATABASE IF EXISTS ${quoted(part)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${quoted(part)} TEMPLATE template0`);
    await make(urlOf(url, part));
    await client.query(`ALTER DATABASE ${quoted(part)} ALLOW_CONNECTIONS false`);
    await whenNobodyIsConnected(client, `ALTER DATABASE ${quoted(part)} RENAME TO ${quoted(name)}`);
  });
  return name;
};
