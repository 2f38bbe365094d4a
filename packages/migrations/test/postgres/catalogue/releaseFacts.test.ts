import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { compareCatalogues } from "../../../src/catalogue/compareCatalogues.ts";
import { type Fact, titleOf } from "../../../src/catalogue/Fact.ts";
import { migrate } from "../../../src/index.ts";
import { baselineFacts } from "../../../src/postgres/catalogue/baselineFacts.ts";
import { readFacts, writeFacts } from "../../../src/postgres/catalogue/factLines.ts";
import { readCatalogue } from "../../../src/postgres/catalogue/readCatalogue.ts";
import { releaseFacts } from "../../../src/postgres/catalogue/releaseFacts.ts";
import { look } from "../../../src/postgres/place.ts";
import { readCatalogue as readSqliteCatalogue } from "../../../src/sqlite/catalogue.ts";
import { chain } from "../../../src/sqlite/chain.ts";
import { freshDatabase } from "../../../src/sqlite/freshDatabase.ts";
import { emptyDatabase, legacyDatabase, type TestDatabase } from "../database.ts";

const catalogueOf = async ({ connect }: TestDatabase): Promise<ReadonlyArray<Fact>> =>
  look(await connect(), "here", 1_000, (place) => readCatalogue(place));

const migrated = async (to: string): Promise<ReadonlyArray<Fact>> => {
  const database = await emptyDatabase();
  await Effect.runPromise(migrate(database.location, { to }));
  return catalogueOf(database);
};

// `vitest -u` writes the modules after a migration was added; every version of the server must agree with them.
it.each([
  { name: "baseline", to: "0001_baseline", what: "the first migration" },
  { name: "release", to: "0003_ledger_tables", what: "all migrations" },
])("ships what $what make of an empty database [U15]", async ({ name, to }) => {
  const lines = writeFacts(await migrated(to));
  expect(lines).not.toMatch(/[`\\]|\$\{/);
  await expect(
    `/** What ${to} makes of an empty database, as \`writeFacts\` writes it; a test holds it against a server. */\nexport const lines = \`${lines}\`;\n`,
  ).toMatchFileSnapshot(`../../../src/postgres/catalogue/${name}.ts`);
});

it("has an explicit delete rule on every foreign key, and RESTRICT on the root's [D1]", () => {
  const keys = releaseFacts.filter(({ kind }) => kind === "foreign key");
  expect(keys.length).toBeGreaterThan(10);
  const explicit = /^on delete (CASCADE|RESTRICT), on update NO ACTION, (immediate|deferred)$/;
  expect(keys.filter(({ text }) => !explicit.test(text)).map(titleOf)).toEqual([]);
  const ofPlans = keys.filter(({ table }) => table === "v3_plans");
  expect(ofPlans.map(({ text }) => text.split(",")[0])).toEqual(Array(3).fill("on delete RESTRICT"));
});

it("has no default on the profile of a plan and its snapshot [U17]", () => {
  for (const name of ["automation_profile", "effective_profile_snapshot"]) {
    expect(
      releaseFacts.find((fact) => fact.kind === "column" && fact.table === "v3_plans" && fact.name === name)
        ?.text,
    ).toBe("text, not null, no default, collate C");
  }
});

it("keeps every text without a limit and in the order of its bytes", () => {
  const columns = releaseFacts.filter(({ kind }) => kind === "column");
  const types = new Set(columns.map(({ text }) => text.slice(0, text.indexOf(","))));
  expect(types).toEqual(new Set(["text", "bigint", "integer", "boolean", "double precision"]));
  expect(columns.filter(({ text }) => text.startsWith("text") && !text.includes("collate C"))).toEqual([]);
});

it("has the tables and columns of SQLite's ledger, and the same indexes", () => {
  const named = (facts: ReadonlyArray<Fact>, kind: Fact["kind"]) =>
    facts.filter((fact) => fact.kind === kind).map(titleOf);
  const sqlite = readSqliteCatalogue(freshDatabase(chain));
  for (const kind of ["table", "column", "index", "foreign key", "unique"] as const)
    expect(named(releaseFacts, kind)).toEqual(named(sqlite, kind));
});

it("finds the baseline equal to the other program's schema", async () => {
  const { differences, extras } = compareCatalogues(baselineFacts, await catalogueOf(await legacyDatabase()));
  expect(differences.filter(({ table }) => table !== "pw_migrations")).toEqual([]);
  expect(new Set(extras.map(({ table }) => table))).toEqual(new Set(["alembic_version"]));
});

it("reads back what it writes", () => {
  expect(readFacts(writeFacts(releaseFacts))).toEqual(releaseFacts);
  expect(() => readFacts("no fact at all")).toThrow("this is no fact: no fact at all");
});
