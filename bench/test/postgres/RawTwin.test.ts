import { connected, type Server } from "@planwright/test-postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Arena } from "../../measure/Arena.ts";
import { type Batch, recordBatches } from "../../measure/recordBatches.ts";
import { startBenchServer } from "../../postgres/benchServer.ts";
import { urlOf } from "../../postgres/places.ts";
import { postgresArena } from "../../postgres/postgresArena.ts";
import type { PostgresCall } from "../../postgres/recordCalls.ts";
import { QUICK } from "../../Sizes.ts";
import { scenarios } from "../../scenarios.ts";
import { textsAndRows, untimed, writingTransactions } from "../calls.ts";

const ROUNDS = 2;

let server: Server;
let arena: Arena<PostgresCall>;
let batches: ReadonlyArray<Batch<PostgresCall>> = [];

/** Everything that is stored in a database, table by table. */
const contentsOf = (name: string): Promise<Readonly<Record<string, ReadonlyArray<unknown>>>> =>
  connected(urlOf(server.url, name), async (client) => {
    const tables = await client.query<{ readonly name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    const stored: Record<string, ReadonlyArray<unknown>> = {};
    for (const { name: table } of tables.rows) {
      stored[table] = (await client.query(`SELECT * FROM "${table}" ORDER BY 1, 2`)).rows;
    }
    return stored;
  });

beforeAll(async () => {
  server = await startBenchServer({ shared_buffers: "64MB" });
  arena = postgresArena(server.url);
  const wanted = scenarios(await arena.fill(QUICK), QUICK);
  batches = await recordBatches(arena, wanted, ROUNDS);
  const sides = await arena.openSides();
  for (const { calls } of batches) {
    await sides.twin.prepareChecked(calls)();
    await sides.pipelined?.prepareChecked(calls)();
  }
  await sides.close();
}, 60_000);

afterAll(() => server.remove());

describe("the raw twin on PostgreSQL", () => {
  it("leaves the same ledger behind, waiting for each answer or not, so that no write was missed", async () => {
    const recorded = await contentsOf("recorded");
    expect(recorded.v3_plans?.length).toBe(QUICK.tree + QUICK.roots + 2 * 2 * QUICK.writes);
    expect(await contentsOf("theirs")).toEqual(recorded);
    expect(await contentsOf("pipelined")).toEqual(recorded);
  });

  it("was recorded from what the use cases do each time, not from one run", async () => {
    const others = batches.slice(0, batches.length / ROUNDS).map(({ scenario }) => scenario);
    const again = await recordBatches(arena, others, ROUNDS);
    expect(again.map(({ calls }) => untimed(calls))).toEqual(batches.map(({ calls }) => untimed(calls)));
    expect(textsAndRows(again[0]?.calls ?? []).length).toBeGreaterThan(20);
  });

  it("refuses to go on when it meets other rows than the ledger did", async () => {
    const fresh = await arena.openSides();
    await connected(urlOf(server.url, "theirs"), (client) => client.query("DELETE FROM action_arguments"));
    const play = fresh.twin.prepareChecked(batches[0]?.calls ?? []);
    await expect(play()).rejects.toThrow("action_arguments");
    await fresh.close();
  }, 20_000);

  it("knows which answers the ledger had when it asked", () => {
    const reads = batches.find(({ scenario }) => scenario.name === "read one (get)")?.calls ?? [];
    const perRead = reads.length / QUICK.reads;
    const [first, ...more] = reads.slice(0, perRead);
    const last = more.pop();
    expect([first?.answered, last?.answered]).toEqual([0, perRead - 1]);
    expect(more.map(({ answered }) => answered)).toEqual(more.map(() => 0));
  });
});

describe("what is measured on PostgreSQL", () => {
  it("is durable where users' commits are, each in a transaction of its own", async () => {
    const transactions = (name: string) =>
      writingTransactions(batches, name, "BEGIN ISOLATION LEVEL READ COMMITTED");
    expect(transactions("create a plan")).toBe(1);
    expect(transactions("claim and complete")).toBe(2);
    expect(transactions("read one (status)")).toBe(0);
    const settings = await connected(server.url, async (client) => {
      const { rows } = await client.query(
        "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages",
      );
      return rows;
    });
    expect(settings).toEqual([{ fsync: "on", commit: "on", pages: "on" }]);
  });
});
