import type { Database } from "better-sqlite3";
import type { Fact } from "../catalogue/Fact.ts";
import { shapeOf, shapeProblem } from "../catalogue/shapeProblem.ts";
import { readCatalogue } from "./catalogue.ts";
import type { Chain } from "./chain.ts";
import { freshDatabase } from "./freshDatabase.ts";

const factsOf = (chain: Chain): ReadonlyArray<Fact> => {
  const fresh = freshDatabase(chain);
  try {
    return readCatalogue(fresh);
  } finally {
    fresh.close();
  }
};

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

/** What keeps a database from being adopted, as `shapeProblem` says it. */
export const legacyShapeProblem = (database: Database, { migrations, codes }: Chain): string | undefined => {
  const shape = (facts: ReadonlyArray<Fact>) => shapeOf(facts, (affinity) => affinity);
  const baseline = factsOf({ migrations: migrations.slice(0, 1), codes });
  const tables = new Set(baseline.flatMap(({ table }) => (table.startsWith("pw_") ? [] : [table])));
  const found = readCatalogue(database, tables);
  return shapeProblem(shape(found), shape(baseline), shape(factsOf({ migrations, codes })));
};
