import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { migrate, plan, status } from "../../src/index.ts";
import { connect, look } from "../../src/sqlite/connect.ts";
import { legacyDatabase, open } from "../database.ts";
import { temporaryFolder } from "../folder.ts";

it("has foreign keys on and syncs fully on every connection [D4]", () => {
  const file = join(temporaryFolder(), "ledger.db");
  open(file);
  const database = connect(file);
  expect(database.pragma("foreign_keys", { simple: true })).toBe(1);
  expect(database.pragma("synchronous", { simple: true })).toBe(2);
  expect(database.pragma("busy_timeout", { simple: true })).toBeGreaterThan(0);
  database.close();
});

it("looks without being able to write", () => {
  const file = join(temporaryFolder(), "ledger.db");
  open(file).exec("CREATE TABLE t (a)");
  expect(() => look(file, (database) => database.exec("INSERT INTO t VALUES (1)"))).toThrow("readonly");
});

/** Copies a database with what lies beside it, as a process leaves it that is killed now. */
const asKilled = (file: string, suffix: string) => {
  const copy = file.replace("original", "copy");
  copyFileSync(file, copy);
  copyFileSync(`${file}${suffix}`, `${copy}${suffix}`);
  return copy;
};

it.live("rolls back what a killed process had half written without WAL", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "original.db");
    const database = legacyDatabase(file);
    database.exec("PRAGMA cache_size = 1; BEGIN; CREATE TABLE half_done (a)");
    // More than the cache holds, so that pages reach the file before the commit.
    database.exec(
      "INSERT INTO half_done WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT hex(zeroblob(500)) FROM n",
    );
    const copy = asKilled(file, "-journal");
    expect(yield* status({ engine: "sqlite", file: copy })).toMatchObject({ condition: "legacy" });
    expect(
      open(copy).prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half_done'").pluck().get(),
    ).toBe(0);
  }),
);

it.live("moves nothing from the log of a database that it refuses into the file", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "original.db");
    const database = legacyDatabase(file);
    database.pragma("journal_mode = WAL");
    database.exec(
      "PRAGMA foreign_keys = OFF; INSERT INTO plan_projects (plan_id, project_name) VALUES ('x', 'y')",
    );
    const copy = asKilled(file, "-wal");
    const before = [readFileSync(copy), readFileSync(`${copy}-wal`)];
    expect(before[1]?.length).toBeGreaterThan(0);
    const location = { engine: "sqlite", file: copy } as const;
    for (const command of [Effect.asVoid(migrate(location)), Effect.asVoid(plan(location))])
      expect((yield* Effect.flip(command)).reason).toMatchObject({ _tag: "PopulatedLegacy" });
    expect([readFileSync(copy), readFileSync(`${copy}-wal`)]).toEqual(before);
  }),
);
