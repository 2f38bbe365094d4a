import type { Place } from "../place.ts";
import { rowCounts } from "../tables.ts";
import type { StepCode } from "./StepCode.ts";
import { setAside } from "./setAside.ts";

const TABLE = "v3_plans";

const count = async ({ client }: Place): Promise<number> => (await rowCounts(client, [TABLE]))[TABLE] ?? 0;

const run = async (place: Place, sql: string): Promise<number> => {
  const { client } = place;
  // Rows would get the snapshot's default and keep their roots; the step before refuses them.
  if ((await count(place)) > 0) throw new Error(`${TABLE} holds rows`);
  const { remove, restore } = await setAside(place);
  for (const statement of [...remove, sql, ...restore]) await client.query(statement);
  return 0;
};

/**
 * Gives the columns of adopted tables their types and the table of plans its new columns, in place: what other programs added to them stays,
 * and their views and triggers that stand in the way come back as they were.
 */
export const alignColumns: StepCode = { count, run };
