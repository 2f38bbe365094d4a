import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "@effect/vitest";
import { chainProblem } from "../../src/chain/chainProblem.ts";
import { newest } from "../../src/chain/newest.ts";
import { chain } from "../../src/postgres/chain.ts";
import { release } from "../../src/postgres/release.ts";
import { chain as sqliteChain } from "../../src/sqlite/chain.ts";

const names = chain.migrations.map(({ name }) => name);

it("is one line with the names of SQLite's [U16]", () => {
  expect(chainProblem(chain.migrations)).toBe(undefined);
  expect(chain.migrations.map(({ name, predecessor }) => [name, predecessor])).toEqual(
    sqliteChain.migrations.map(({ name, predecessor }) => [name, predecessor]),
  );
});

// `vitest -u` writes the modules after a file was changed.
it.each(names)("ships the text of %s as a module", async (name) => {
  const text = readFileSync(new URL(`../../sql/postgres/${name}.sql`, import.meta.url), "utf8");
  expect(text).not.toMatch(/[`\\]|\$\{/);
  expect(existsSync(new URL(`../../src/postgres/sql/${name}.ts`, import.meta.url))).toBe(true);
  await expect(
    `/** The text of sql/postgres/${name}.sql; a test holds them equal. */\nexport const sql = \`${text}\`;\n`,
  ).toMatchFileSnapshot(`../../src/postgres/sql/${name}.ts`);
});

it("is what the release says, so that no released migration can be edited [U16]", () => {
  expect(chain.migrations.map(({ name, checksum }) => ({ name, checksum }))).toEqual(release);
  expect(newest).toBe(names.at(-1));
});

it("has code for every step that names some, and no more", () => {
  const named = chain.migrations.flatMap(({ steps }) =>
    steps.flatMap((step) => (step._tag === "Code" ? [step.name] : [])),
  );
  expect([...chain.codes.keys()].sort()).toEqual([...named].sort());
});

it("makes no table of plans anew: what others have added to it stays in place [U11]", () => {
  const texts = chain.migrations.slice(1).flatMap(({ steps }) => steps.map(({ sql }) => sql));
  expect(texts.filter((sql) => /DROP TABLE (?!IF EXISTS pw_)|CREATE TABLE (?!pw_)/.test(sql))).toEqual([]);
});
