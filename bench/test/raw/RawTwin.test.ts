import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillLedger } from "../../ledger/fillLedger.ts";
import { openLedger } from "../../ledger/Ledger.ts";
import { type Batch, recordBatches, runScenario } from "../../measure/recordBatches.ts";
import { RawTwin, runChecked } from "../../raw/RawTwin.ts";
import { type Call, recordCalls } from "../../raw/recordCalls.ts";
import type { Scenario } from "../../Scenario.ts";
import { QUICK } from "../../Sizes.ts";
import { scenarios } from "../../scenarios.ts";

const ROUNDS = 2;

let folder = "";
let wanted: ReadonlyArray<Scenario> = [];
let batches: ReadonlyArray<Batch> = [];

const at = (name: string): string => join(folder, `${name}.db`);

const copy = (name: string): string => {
  copyFileSync(at("ledger"), at(name));
  return at(name);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "planwright-twin-"));
  wanted = scenarios(await fillLedger(at("ledger"), QUICK), QUICK);
  batches = await recordBatches(copy("recorded"), wanted, ROUNDS);
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

const textsAndRows = (calls: ReadonlyArray<Call>) =>
  calls.map(({ method, rows, text }) => ({ text, rows, read: method === "all" || method === "get" }));

/** Two changes of a plan within one millisecond happen at one instant, which is then not written a second time. */
const untimed = (calls: ReadonlyArray<Call>) =>
  textsAndRows(calls).map((call) => ({ ...call, text: call.text.replace('"updated_at" = ?, ', "") }));

/** The twin on a copy of the ledger, with everything that it asks of the driver. */
const playRecorded = (file: string): ReadonlyArray<ReadonlyArray<Call>> => {
  const twin = new RawTwin(file);
  const recording = recordCalls(twin.database);
  const played = batches.map(({ calls }) => {
    runChecked(twin.prepare(calls));
    return recording.take();
  });
  twin.close();
  return played;
};

describe("the raw twin", () => {
  it("runs the statements that the use cases run, one for one, and reads and writes as many rows", () => {
    const played = playRecorded(copy("played"));
    expect(played.map(textsAndRows)).toEqual(batches.map(({ calls }) => textsAndRows(calls)));
  });

  it("leaves the same ledger behind, so that no write was missed", () => {
    playRecorded(copy("left"));
    expect(contentsOf(at("left"))).toEqual(contentsOf(at("recorded")));
  });

  it("was recorded from what the use cases do each time, not from one run", async () => {
    const calls: Array<ReadonlyArray<Call>> = [];
    let take: () => ReadonlyArray<Call> = () => [];
    const ledger = await openLedger(copy("again"), (database) => {
      take = recordCalls(database).take;
    });
    for (const { round, scenario } of batches) {
      take();
      await runScenario(scenario, ledger, round);
      calls.push(take());
    }
    await ledger.close();
    expect(calls.map(untimed)).toEqual(batches.map((batch) => untimed(batch.calls)));
  });

  it("has its connection set up as the ledger has", async () => {
    const ledger = await openLedger(copy("pragmas"));
    const twin = new RawTwin(at("pragmas"));
    twin.setUpLike(ledger.database);
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
    expect(() => runChecked(twin.prepare(create?.calls ?? []))).toThrow("action_arguments");
    twin.close();
  });
});

describe("what is measured", () => {
  it("is durable where users' commits are, each in a transaction of its own", () => {
    const transactions = (name: string) => {
      const batch = batches.find(({ scenario }) => scenario.name === name);
      const begun = batch?.calls.filter(({ text }) => text === "BEGIN IMMEDIATE").length ?? 0;
      const committed = batch?.calls.filter(({ text }) => text === "COMMIT").length;
      expect(committed).toBe(begun);
      return begun / (batch?.scenario.times ?? 1);
    };
    expect(transactions("create a plan")).toBe(1);
    expect(transactions("claim and complete")).toBe(2);
    expect(transactions("read one (status)")).toBe(0);
  });
});
