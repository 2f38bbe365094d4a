import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Arena } from "../../measure/Arena.ts";
import { type Batch, recordBatches } from "../../measure/recordBatches.ts";
import type { Scenario } from "../../Scenario.ts";
import { QUICK } from "../../Sizes.ts";
import { scenarios } from "../../scenarios.ts";
import { RawTwin } from "../../sqlite/RawTwin.ts";
import { recordCalls, type SqliteCall } from "../../sqlite/recordCalls.ts";
import { openSqliteLedger, sqliteArena } from "../../sqlite/sqliteArena.ts";
import { textsAndRows, untimed, writingTransactions } from "../calls.ts";

const ROUNDS = 2;

let folder = "";
let arena: Arena<SqliteCall>;
let wanted: ReadonlyArray<Scenario> = [];
let batches: ReadonlyArray<Batch<SqliteCall>> = [];

const at = (name: string): string => join(folder, `${name}.db`);

const copy = (name: string): string => {
  copyFileSync(at("ledger"), at(name));
  return at(name);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "planwright-twin-"));
  arena = sqliteArena(folder);
  wanted = scenarios(await arena.fill(QUICK), QUICK);
  batches = await recordBatches(arena, wanted, ROUNDS);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that is stored, table by table. */
const contentsOf = (file: string): Readonly<Record<string, ReadonlyArray<unknown>>> => {
  const database = new Database(file, { readonly: true });
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  const stored = tables.map((table) => [table, database.prepare(`SELECT * FROM "${table}"`).all()] as const);
  database.close();
  return Object.fromEntries(stored);
};

/** The twin on a copy of the ledger, with everything that it asks of the driver. */
const playRecorded = async (file: string): Promise<ReadonlyArray<ReadonlyArray<SqliteCall>>> => {
  const twin = new RawTwin(file);
  const recording = recordCalls(twin.database);
  const played: Array<ReadonlyArray<SqliteCall>> = [];
  for (const { calls } of batches) {
    await twin.prepareChecked(calls)();
    played.push(recording.take());
  }
  twin.close();
  return played;
};

describe("the raw twin", () => {
  it("runs the statements that the use cases run, one for one, and reads and writes as many rows", async () => {
    const played = await playRecorded(copy("played"));
    expect(played.map(textsAndRows)).toEqual(batches.map(({ calls }) => textsAndRows(calls)));
    const methods = (calls: ReadonlyArray<SqliteCall>) =>
      calls.map(({ method }) => method === "all" || method === "get");
    expect(played.map(methods)).toEqual(batches.map(({ calls }) => methods(calls)));
  });

  it("leaves the same ledger behind, so that no write was missed", async () => {
    await playRecorded(copy("left"));
    expect(contentsOf(at("left"))).toEqual(contentsOf(at("recorded")));
  });

  it("was recorded from what the use cases do each time, not from one run", async () => {
    const again = sqliteArena(mkdtempSync(join(folder, "again-")));
    const others = scenarios(await again.fill(QUICK), QUICK);
    const calls = (await recordBatches(again, others, ROUNDS)).map((batch) => untimed(batch.calls));
    expect(calls).toEqual(batches.map((batch) => untimed(batch.calls)));
  });

  it("has its connection set up as the ledger has", async () => {
    const { database, ledger } = await openSqliteLedger(copy("pragmas"));
    const twin = new RawTwin(at("pragmas"));
    twin.setUpLike(database);
    const ask = (pragma: string) => twin.database.pragma(pragma, { simple: true });
    expect({
      journal: ask("journal_mode"),
      synchronous: ask("synchronous"),
      foreignKeys: ask("foreign_keys"),
    }).toEqual({ journal: "wal", synchronous: 2, foreignKeys: 1 });
    twin.close();
    await ledger.close();
  });

  it("refuses to go on when it meets other rows than the ledger did", () => {
    const twin = new RawTwin(copy("other"));
    twin.database.exec("DELETE FROM action_arguments");
    const [create] = batches;
    expect(twin.prepareChecked(create?.calls ?? [])).toThrow("action_arguments");
    twin.close();
  });
});

describe("what is measured", () => {
  it("is durable where users' commits are, each in a transaction of its own", () => {
    const transactions = (name: string) => writingTransactions(batches, name, "BEGIN IMMEDIATE");
    expect(transactions("create a plan")).toBe(1);
    expect(transactions("claim and complete")).toBe(2);
    expect(transactions("read one (status)")).toBe(0);
  });
});
