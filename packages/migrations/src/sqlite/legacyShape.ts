import type { Database } from "better-sqlite3";
import { listed } from "../listed.ts";
import { type Fact, readCatalogue } from "./catalogue.ts";
import type { Chain } from "./chain.ts";
import { freshDatabase } from "./freshDatabase.ts";

/** The revision of the other program's schema that `0001_baseline` is equal to. */
export const LEGACY_REVISION = "m4_003_plan_env_columns";

const factsOf = (chain: Chain): ReadonlyArray<Fact> => {
  const fresh = freshDatabase(chain);
  try {
    return readCatalogue(fresh);
  } finally {
    fresh.close();
  }
};

/** Columns by `table.column`, with the family of their type. */
const columnsOf = (facts: ReadonlyArray<Fact>): ReadonlyMap<string, string> =>
  new Map(
    facts.flatMap(({ kind, table, name, text }) =>
      kind === "column" && !table.startsWith("pw_")
        ? [[`${table}.${name}`, text.slice(0, text.indexOf(","))] as const]
        : [],
    ),
  );

/** The revision that the other program's migrations have written down; null when there is none. */
export const foreignRevision = (database: Database): string | null => {
  const there = database
    .prepare<[], number>(
      "SELECT count(*) FROM pragma_table_xinfo('alembic_version') WHERE name = 'version_num'",
    )
    .pluck()
    .get();
  if (there !== 1) return null;
  return database.prepare<[], string>("SELECT version_num FROM alembic_version").pluck().get() ?? null;
};

/**
 * What keeps a database with tables from being adopted, as half a sentence; undefined when every table and column of the baseline is there
 * with its family of types, and no column has a name that a later migration gives to one of its own.
 */
export const shapeProblem = (database: Database, { migrations, codes }: Chain): string | undefined => {
  const baseline = columnsOf(factsOf({ migrations: migrations.slice(0, 1), codes }));
  const release = columnsOf(factsOf({ migrations, codes }));
  const tables = new Set([...baseline.keys()].map((column) => column.split(".", 1)[0] ?? ""));
  const found = columnsOf(readCatalogue(database, tables));
  const foundTables = new Set([...found.keys()].map((column) => column.split(".", 1)[0] ?? ""));
  const missingTables = [...tables].filter((table) => !foundTables.has(table));
  if (missingTables.length > 0) return `it has no ${listed(missingTables)}`;
  const missing = [...baseline.keys()].filter((column) => !found.has(column));
  if (missing.length > 0) return `it has no ${listed(missing)}`;
  const other = [...baseline].filter(([column, type]) => found.get(column) !== type);
  if (other.length > 0) return `it has another type of ${listed(other.map(([column]) => column))}`;
  const taken = [...found.keys()].filter((column) => !baseline.has(column) && release.has(column));
  return taken.length > 0 ? `its own ${listed(taken)} would get in the way` : undefined;
};
