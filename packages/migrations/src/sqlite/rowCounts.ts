import type { Database } from "better-sqlite3";

/** A name as SQL text. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The ordinary tables of a database, by name, without SQLite's own. */
export const tableNames = (database: Database): ReadonlyArray<string> =>
  database
    .prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all();

/** The number of rows of each given table that exists. */
export const rowCounts = (
  database: Database,
  tables: ReadonlyArray<string>,
): Readonly<Record<string, number>> => {
  const there = new Set(tableNames(database));
  const present = tables.filter((table) => there.has(table));
  return Object.fromEntries(
    present.map((table) => [
      table,
      database
        .prepare<[], number>(`SELECT count(*) FROM ${quoted(table)}`)
        .pluck()
        .get() ?? 0,
    ]),
  );
};
