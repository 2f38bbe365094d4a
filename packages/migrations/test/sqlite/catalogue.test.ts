import { expect, it } from "@effect/vitest";
import { compareCatalogues } from "../../src/catalogue/compareCatalogues.ts";
import { titleOf } from "../../src/catalogue/Fact.ts";
import { readCatalogue } from "../../src/sqlite/catalogue.ts";
import { chain } from "../../src/sqlite/chain.ts";
import { freshDatabase } from "../../src/sqlite/freshDatabase.ts";
import { ledger, legacySchema, open } from "../database.ts";

const fresh = readCatalogue(freshDatabase(chain));

it("says what the golden file says about a fresh database", async () => {
  const lines = fresh.map((fact) => (fact.text === "" ? titleOf(fact) : `${titleOf(fact)} = ${fact.text}`));
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../golden/catalogue.txt");
});

it("has an explicit delete rule on every foreign key, and RESTRICT on the root's [D1]", () => {
  const keys = fresh.filter(({ kind }) => kind === "foreign key");
  expect(keys.length).toBeGreaterThan(10);
  const explicit = /^on delete (CASCADE|RESTRICT), on update NO ACTION, /;
  expect(keys.filter(({ text }) => !explicit.test(text)).map(titleOf)).toEqual([]);
  const ofPlans = keys.filter(({ table }) => table === "v3_plans");
  expect(ofPlans.map(({ text }) => text.split(",")[0])).toEqual(Array(3).fill("on delete RESTRICT"));
});

it("has no default on the profile of a plan and its snapshot [U17]", () => {
  for (const name of ["automation_profile", "effective_profile_snapshot"]) {
    expect(
      fresh.find((fact) => fact.kind === "column" && fact.table === "v3_plans" && fact.name === name)?.text,
    ).toBe("TEXT, not null, no default");
  }
});

it("finds the baseline equal to the other program's schema", () => {
  const { migrations, codes } = chain;
  const baseline = freshDatabase({ migrations: migrations.slice(0, 1), codes });
  const legacy = open(":memory:");
  legacy.exec(legacySchema);
  const { differences, extras } = compareCatalogues(readCatalogue(baseline), readCatalogue(legacy));
  expect(differences.filter(({ table }) => table !== "pw_migrations")).toEqual([]);
  expect(new Set(extras.map(({ table }) => table))).toEqual(new Set(["alembic_version"]));
});

it("mentions tables of others without looking into them", () => {
  const database = ledger();
  database.exec("CREATE VIRTUAL TABLE notes USING fts5(body)");
  const known = new Set(fresh.map(({ table }) => table));
  const more = readCatalogue(database, known).filter(({ table }) => !known.has(table));
  expect(more.map(({ kind, text }) => `${kind} ${text}`)).toContain("table virtual");
  expect(more.every(({ kind }) => kind === "table")).toBe(true);
});
