import { connected } from "../src/admin.ts";

/** The rows that a statement answers with, over a connection of its own. */
export const query = (url: string, statement: string): Promise<ReadonlyArray<Record<string, unknown>>> =>
  connected(url, async (client) => (await client.query<Record<string, unknown>>(statement)).rows);
