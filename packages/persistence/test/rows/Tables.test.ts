import { expect, it } from "@effect/vitest";
import { MikroORM, SqliteDriver } from "@mikro-orm/sql";
import * as Effect from "effect/Effect";
import { ROWS } from "../../src/rows/Tables.ts";
import { openDatabase } from "../../src/sqlite/openDatabase.ts";
import { sqliteDialect } from "../../src/sqlite/SqliteDialect.ts";
import { ledgerFile } from "../SqliteLedger.ts";
import { describedFacts } from "./describedFacts.ts";
import { type Facts, storedFacts } from "./storedFacts.ts";

/** The runner's own record and what only an upgrade writes: no store reads or writes them. */
const MIGRATIONS_ONLY = ["pw_migrations", "pw_originals"];

const described = (database: Parameters<typeof sqliteDialect>[0]): ReadonlyMap<string, Facts> => {
  const orm = new MikroORM({
    driver: SqliteDriver,
    driverOptions: sqliteDialect(database),
    dbName: database.name,
    entities: [...ROWS],
    metadataCache: { enabled: false },
    contextName: "catalogue",
  });
  const metas = [...orm.getMetadata().getAll().values()];
  return new Map(metas.map((meta) => [meta.tableName, describedFacts(meta)]));
};

const bothCatalogues = Effect.gen(function* () {
  const database = yield* openDatabase(yield* ledgerFile);
  const stored = storedFacts(database);
  return { stored, described: described(database) };
});

it.effect("describes every table of the database, and no other [U15] [M2]", () =>
  Effect.gen(function* () {
    const catalogues = yield* bothCatalogues;
    expect([...catalogues.described.keys()].sort()).toEqual(
      [...catalogues.stored.keys()].filter((table) => !MIGRATIONS_ONLY.includes(table)).sort(),
    );
  }).pipe(Effect.scoped),
);

it.effect(
  "describes columns, keys, delete rules, checks and indexes as the migrations made them [U15] [D1]",
  () =>
    Effect.gen(function* () {
      const catalogues = yield* bothCatalogues;
      for (const [table, facts] of catalogues.described) {
        expect({ table, ...facts }).toEqual({ table, ...catalogues.stored.get(table) });
      }
    }).pipe(Effect.scoped),
);

it.effect("finds no default on the two columns that must be given [U17] [S3]", () =>
  Effect.gen(function* () {
    const { stored } = yield* bothCatalogues;
    const columns = stored.get("v3_plans")?.columns ?? [];
    expect(columns).toContain("automation_profile TEXT not null");
    expect(columns).toContain("effective_profile_snapshot TEXT not null");
  }).pipe(Effect.scoped),
);
