import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "@effect/vitest";
import { chainProblem } from "../../src/chain/chainProblem.ts";
import { newest } from "../../src/chain/newest.ts";
import { chain } from "../../src/sqlite/chain.ts";
import { release } from "../../src/sqlite/release.ts";

const folder = new URL("../../sql/", import.meta.url);
const filesOf = (engine: string) => readdirSync(new URL(`${engine}/`, folder)).sort();
const engines = readdirSync(folder);
const names = chain.migrations.map(({ name }) => name);

it("is one line in the order of its files [U16]", () => {
  expect(chainProblem(chain.migrations)).toBe(undefined);
  expect(filesOf("sqlite")).toEqual(names.map((name) => `${name}.sql`));
});

it("has the same names in the same order for every engine [U16]", () => {
  expect(engines).toContain("sqlite");
  expect(engines.map((engine) => [engine, filesOf(engine)])).toEqual(
    engines.map((engine) => [engine, filesOf("sqlite")]),
  );
});

// `vitest -u` writes the modules after a file was changed.
it.each(names)("ships the text of %s as a module", async (name) => {
  const text = readFileSync(new URL(`sqlite/${name}.sql`, folder), "utf8");
  expect(text).not.toMatch(/[`\\]|\$\{/);
  expect(existsSync(new URL(`../../src/sqlite/sql/${name}.ts`, import.meta.url))).toBe(true);
  await expect(
    `/** The text of sql/sqlite/${name}.sql; a test holds them equal. */\nexport const sql = \`${text}\`;\n`,
  ).toMatchFileSnapshot(`../../src/sqlite/sql/${name}.ts`);
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

it("rebuilds one table, once [U11]", () => {
  const texts = chain.migrations.flatMap(({ steps }) => steps.map(({ sql }) => sql));
  expect(texts.filter((sql) => /DROP TABLE (?!IF EXISTS)/.test(sql))).toEqual([]);
  expect(
    chain.migrations
      .flatMap(({ steps }) => steps)
      .filter((step) => step._tag === "Code" && step.name === "rebuild-plans"),
  ).toHaveLength(1);
});
