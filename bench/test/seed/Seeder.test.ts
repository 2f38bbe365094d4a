import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureSchema, migrate } from "@planwright/migrations";
import { connected, createDatabase, type Database as Server } from "@planwright/test-postgres";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTemplates, plansOf } from "../../growth/mixedLedger.ts";
import { RARE, TREE } from "../../growth/mixedPlans.ts";
import { type Ledger, openLedger } from "../../ledger/Ledger.ts";
import { locate } from "../../postgres/places.ts";
import { postgresSeeder } from "../../seed/postgresSeeder.ts";
import type { Seeder } from "../../seed/Seeder.ts";
import type { SeedPlan } from "../../seed/SeedPlan.ts";
import { sqliteSeeder } from "../../seed/sqliteSeeder.ts";

const SIZE = 2_000;

let folder = "";
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "planwright-seed-test-"));
  server = await createDatabase();
});

afterAll(async () => {
  await server.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Loads a mixed ledger and answers with the plans that were loaded. */
const load = async (ledger: Ledger, seeder: Seeder): Promise<ReadonlyArray<SeedPlan>> => {
  const plans = [...plansOf(SIZE, await makeTemplates(ledger))];
  await ledger.close();
  await seeder.load(plans);
  return plans;
};

/** What a ledger says of plans that were put into it beside the use cases. */
const checkLedger = async (ledger: Ledger, plans: ReadonlyArray<SeedPlan>): Promise<void> => {
  const [top] = plans;
  const last = plans.at(-1);
  if (top === undefined || last === undefined) throw new Error("nothing was loaded");
  const tree = await Effect.runPromise(ledger.plans.tree(top.planId));
  expect(tree.summary.nodes).toBe(TREE);
  const record = await Effect.runPromise(ledger.plans.record(last.planId));
  expect(record.plan).toMatchObject({
    planId: last.planId,
    name: last.name,
    phase: last.phase,
    processingState: last.state,
    projects: [{ name: last.project, alias: null, readOnly: false }],
    arguments: [{ name: "subject", value: "the archive" }],
    invariants: [{ text: "Nothing is lost", source: "action" }],
    effectiveProfileSnapshot: { _tag: "Captured" },
  });
  const { events } = await Effect.runPromise(ledger.plans.history(last.planId));
  expect(events.length).toBeGreaterThan(0);
  const listed = await Effect.runPromise(ledger.plans.list({ project: "local/rare", limit: 100 }));
  expect(Math.abs(listed.plans.length - RARE)).toBeLessThan(3);
  await ledger.close();
};

describe("a ledger that is loaded", () => {
  it("is one that the use cases read, whole and with its indexes, on SQLite", async () => {
    const file = join(folder, "seeded.db");
    await Effect.runPromise(ensureSchema({ engine: "sqlite", file }));
    const indexes = (database: Database.Database) =>
      database.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name").pluck().all();
    const before = new Database(file);
    const known = indexes(before);
    before.close();
    const plans = await load(await openLedger({ engine: "sqlite", file }), sqliteSeeder(file));
    const database = new Database(file);
    expect(database.pragma("foreign_key_check")).toEqual([]);
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(indexes(database)).toEqual(known);
    database.close();
    await checkLedger(await openLedger({ engine: "sqlite", file }), plans);
  });

  it("is one that the use cases read, whole and with its indexes, on PostgreSQL", async () => {
    const { url } = server;
    await Effect.runPromise(migrate(locate(url)));
    const ask = (text: string) =>
      connected(url, async (client) => (await client.query<{ readonly answer: string }>(text)).rows);
    const indexes = () => ask("SELECT indexdef AS answer FROM pg_indexes ORDER BY indexname");
    const known = await indexes();
    const plans = await load(await openLedger(locate(url)), postgresSeeder(url));
    expect(await indexes()).toEqual(known);
    // Constraints are looked at again when they are made anew.
    for (const { answer } of await ask(
      `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %2$I %s', conrelid::regclass, conname,
         pg_get_constraintdef(oid)) AS answer
       FROM pg_constraint WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace`,
    ))
      await ask(answer);
    await checkLedger(await openLedger(locate(url)), plans);
  });
});
