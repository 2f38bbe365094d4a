import { expect, it } from "@effect/vitest";
import type { Database } from "better-sqlite3";
import { readMigration } from "../../src/chain/readMigration.ts";
import { MigrationError, type MigrationReason } from "../../src/MigrationError.ts";
import { type Chain, chain } from "../../src/sqlite/chain.ts";
import { rowCounts } from "../../src/sqlite/rowCounts.ts";
import { up } from "../../src/sqlite/up.ts";
import { ledger, open } from "../database.ts";

const goUp = (database: Database, own: Chain) =>
  up(database, ":memory:", {
    chain: own,
    onlyEmpty: false,
    onProgress: () => {},
    nowMillis: 0,
    patienceMillis: 0,
  });

/** The release and one more migration. */
const longer = (sql: string, after = "0003_ledger_tables"): Chain => ({
  migrations: [
    ...chain.migrations,
    readMigration(`-- migration: 0004_more after ${after}\n-- step: do it\n${sql}`),
  ],
  codes: chain.codes,
});

const reasonOf = (run: () => unknown): MigrationReason | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof MigrationError) return error.reason;
    throw error;
  }
};

const applied = (database: Database) => database.prepare("SELECT count(*) FROM pw_migrations").pluck().get();

it("applies only what is new to a ledger with rows", () => {
  const database = ledger();
  const result = goUp(database, longer("ALTER TABLE actions ADD COLUMN colour TEXT"));
  expect(result).toMatchObject({ from: "0003_ledger_tables", to: "0004_more", current: true });
  expect(result.applied.map(({ name }) => name)).toEqual(["0004_more"]);
  expect(database.prepare("SELECT count(*) FROM actions").pluck().get()).toBe(1);
});

it("runs nothing of a chain in which two migrations have the same predecessor [U16]", () => {
  const database = open(":memory:");
  expect(reasonOf(() => goUp(database, longer("SELECT 1", "0002_align_plans_schema")))).toEqual({
    _tag: "BrokenChain",
    what: "0003_ledger_tables and 0004_more both come after 0002_align_plans_schema",
  });
  expect(database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get()).toBe(0);
});

it("refuses a chain in which an applied migration was edited [U16]", () => {
  const database = ledger();
  const edited = { ...longer("SELECT 1"), migrations: [...longer("SELECT 1").migrations] };
  const [first, ...others] = edited.migrations;
  if (first === undefined) throw new Error("no first migration");
  const text = first.steps.map((step) => ({ ...step, sql: step.sql.replace("VARCHAR(20)", "TEXT") }));
  const migrations = [{ ...first, checksum: "another", steps: text }, ...others];
  expect(reasonOf(() => goUp(database, { ...edited, migrations }))).toMatchObject({
    _tag: "HistoryMismatch",
    problem: "edited",
    migration: "0001_baseline",
  });
  expect(applied(database)).toBe(3);
});

it("does not commit rows of ours that break a foreign key [U11]", () => {
  const database = ledger();
  const broken = longer("INSERT INTO plan_arguments (plan_id, name) VALUES ('nobody', 'a'), ('nobody', 'b')");
  expect(reasonOf(() => goUp(database, broken))).toEqual({
    _tag: "StepFailed",
    migration: "0004_more",
    step: "check the foreign keys",
    what: "foreign keys are broken in plan_arguments (2 rows)",
  });
  expect([applied(database), database.pragma("foreign_keys", { simple: true })]).toEqual([3, 1]);
});

it("lets rows of others stay as broken as they were, not more [U18]", () => {
  const database = ledger();
  database.exec("PRAGMA foreign_keys = OFF; CREATE TABLE votes (plan_id TEXT REFERENCES v3_plans (plan_id))");
  database.exec("CREATE TABLE odd (body TEXT REFERENCES votes (plan_id)); INSERT INTO odd VALUES ('x')");
  database.exec("INSERT INTO votes VALUES ('nobody')");
  const { migrations } = longer("-- run: vote: vote again");
  const vote = (values: string): Chain => ({
    migrations,
    codes: new Map([...chain.codes, ["vote", { run: (target) => insertInto(target, values) }]]),
  });
  expect(reasonOf(() => goUp(database, vote("('nobody either')")))).toMatchObject({
    what: "foreign keys are broken in votes (2 rows)",
  });
  expect(goUp(database, vote("(NULL)")).applied).toHaveLength(1);
});

/** A fresh database, made to compare with, has no such table. */
const insertInto = (database: Database, values: string): number =>
  rowCounts(database, ["votes"]).votes === undefined
    ? 0
    : database.prepare(`INSERT INTO votes VALUES ${values}`).run().changes;

it("keeps nothing of a run in which a later migration fails [U12]", () => {
  const database = open(":memory:");
  expect(reasonOf(() => goUp(database, longer("CREATE TABLE half_done (a); SELECT nonsense")))).toEqual({
    _tag: "StepFailed",
    migration: "0004_more",
    step: "do it",
    what: "no such column: nonsense",
  });
  expect(database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get()).toBe(0);
  expect(goUp(database, chain).applied).toHaveLength(3);
});
