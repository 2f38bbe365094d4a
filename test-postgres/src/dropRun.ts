import { connected, quoted } from "./admin.ts";

/** Drops every database of a run, templates too, whoever is connected; those of others stay as they are. */
export const dropRun = (url: string, prefix: string): Promise<void> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
      [prefix],
    );
    for (const { datname } of rows)
      await client.query(`DROP DATABASE IF EXISTS ${quoted(datname)} WITH (FORCE)`);
  });
