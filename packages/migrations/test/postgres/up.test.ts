import { expect, it } from "@effect/vitest";
import { readMigration } from "../../src/chain/readMigration.ts";
import type { UpResult } from "../../src/chain/UpResult.ts";
import { MigrationError, type MigrationReason } from "../../src/MigrationError.ts";
import { type Chain, chain } from "../../src/postgres/chain.ts";
import { up } from "../../src/postgres/up.ts";
import { emptyDatabase, ledger, type TestDatabase } from "./database.ts";
import { namesIn } from "./look.ts";

const goUp = async ({ connect }: TestDatabase, own: Chain): Promise<UpResult> =>
  up(await connect(), "here", {
    chain: own,
    onlyCurrent: false,
    onProgress: () => {},
    nowMillis: 0,
    patienceMillis: 10_000,
  });

/** The release and one more migration. */
const longer = (sql: string, after = "0003_ledger_tables"): Chain => ({
  migrations: [
    ...chain.migrations,
    readMigration(`-- migration: 0004_more after ${after}\n-- step: do it\n${sql}`),
  ],
  codes: chain.codes,
});

const reasonOf = async (run: Promise<unknown>): Promise<MigrationReason | undefined> => {
  try {
    await run;
    return undefined;
  } catch (error) {
    if (error instanceof MigrationError) return error.reason;
    throw error;
  }
};

const countIn = async ({ connect }: TestDatabase, table: string): Promise<number> => {
  const { rowCount } = await (await connect()).query(`SELECT 1 FROM ${table}`);
  return rowCount ?? -1;
};

it("applies only what is new to a ledger with rows", async () => {
  const database = await ledger();
  const result = await goUp(database, longer("ALTER TABLE actions ADD COLUMN colour TEXT"));
  expect(result).toMatchObject({ from: "0003_ledger_tables", to: "0004_more", current: true });
  expect(result.applied.map(({ name }) => name)).toEqual(["0004_more"]);
  expect(await countIn(database, "actions")).toBe(1);
});

it("runs nothing of a chain in which two migrations have the same predecessor [U16]", async () => {
  const database = await emptyDatabase();
  expect(await reasonOf(goUp(database, longer("SELECT 1", "0002_align_plans_schema")))).toEqual({
    _tag: "BrokenChain",
    what: "0003_ledger_tables and 0004_more both come after 0002_align_plans_schema",
  });
  expect(await namesIn(await database.connect())).toEqual([]);
});

it("refuses a chain in which an applied migration was edited [U16]", async () => {
  const database = await ledger();
  const [first, ...others] = longer("SELECT 1").migrations;
  if (first === undefined) throw new Error("no first migration");
  const migrations = [{ ...first, checksum: "another" }, ...others];
  expect(await reasonOf(goUp(database, { migrations, codes: chain.codes }))).toEqual({
    _tag: "HistoryMismatch",
    problem: "edited",
    migration: "0001_baseline",
  });
  expect(await countIn(database, "pw_migrations")).toBe(3);
});

it("does not commit rows of ours that break a foreign key [U11]", async () => {
  const database = await ledger();
  expect(
    await reasonOf(goUp(database, longer("INSERT INTO pw_repairs (plan_id) VALUES ('nobody')"))),
  ).toEqual({
    _tag: "StepFailed",
    migration: "0004_more",
    step: "check the foreign keys",
    what: 'insert or update on table "pw_repairs" violates foreign key constraint "fk_pw_repairs_barrier"',
  });
  expect(await countIn(database, "pw_migrations")).toBe(3);
});

it("keeps nothing of a run in which a later migration fails [U12]", async () => {
  const database = await emptyDatabase();
  const half = longer("CREATE TABLE half_done (a INTEGER); SELECT nonsense");
  expect(await reasonOf(goUp(database, half))).toEqual({
    _tag: "StepFailed",
    migration: "0004_more",
    step: "do it",
    what: 'column "nonsense" does not exist',
  });
  expect(await namesIn(await database.connect())).toEqual([]);
  expect((await goUp(database, chain)).applied).toHaveLength(3);
});

it("takes as long as it takes, whatever the database allows a statement", async () => {
  const database = await ledger();
  const client = await database.connect();
  await client.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1000', current_database()); END $$`,
  );
  expect((await goUp(database, longer("SELECT pg_sleep(1.2)"))).applied).toHaveLength(1);
});

it("never takes a table of a session or of another schema for its own", async () => {
  const database = await emptyDatabase();
  const client = await database.connect();
  await client.query(
    "CREATE SCHEMA first; CREATE TABLE pw_events (mine INTEGER); CREATE TEMP TABLE v3_plans (mine INTEGER); SET search_path = first, public",
  );
  const options = { chain, onlyCurrent: false, onProgress: () => {}, nowMillis: 0, patienceMillis: 10_000 };
  expect((await up(client, "here", options)).applied).toHaveLength(3);
  expect(await namesIn(client, "first")).toEqual(
    expect.arrayContaining(["v3_plans", "pw_events", "pw_refuse"]),
  );
  expect(await namesIn(client, "public")).toEqual(["pw_events"]);
  const { rows } = await client.query("SHOW search_path");
  expect(rows).toEqual([{ search_path: "first, public" }]);
});
