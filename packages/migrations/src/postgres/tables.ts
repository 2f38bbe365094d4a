import type { PostgresClient } from "../Location.ts";
import type { Place } from "./place.ts";
import { rowsOf } from "./rows.ts";

/** A name as SQL text. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Tables and views of a schema by name; what belongs to an extension is none of the database's contents. */
export const relationNames = async ({ client, schema }: Place): Promise<ReadonlyArray<string>> => {
  const rows = await rowsOf<"name">(
    client,
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relkind IN ('r', 'p', 'v', 'm', 'f')
       AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::REGCLASS AND objid = pg_class.oid AND deptype = 'e')
     ORDER BY relname`,
    [schema],
  );
  return rows.map(({ name }) => name ?? "");
};

/** The number of rows of each given table, all of which exist. */
export const rowCounts = async (
  client: PostgresClient,
  tables: ReadonlyArray<string>,
): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await rowsOf<"rows">(client, `SELECT count(*) AS rows FROM ${quoted(table)}`);
    counts[table] = Number(row?.rows);
  }
  return counts;
};
