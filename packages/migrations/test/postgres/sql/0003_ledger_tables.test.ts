import { expect, it } from "@effect/vitest";
import { ledger, refusalOf } from "../database.ts";
import { firstColumn } from "../look.ts";

it.each([
  ["pw_events", "events"],
  ["pw_gate_decisions", "decisions"],
  ["pw_snapshots", "snapshots"],
])("refuses to empty %s at once, filled or not [D5]", async (table, what) => {
  const client = await (await ledger()).connect();
  for (const statement of [`TRUNCATE ${table}`, `TRUNCATE ${table} CASCADE`])
    expect(await refusalOf(client.query(statement))).toBe(`23000: planwright: ${what}_append_only`);
});

it("takes one snapshot from two transactions that add it at the same time", async () => {
  const { connect } = await ledger();
  const [first, second] = await Promise.all([connect(), connect()]);
  const keep = "INSERT INTO pw_snapshots VALUES ('x', 'one') ON CONFLICT DO NOTHING";
  await first.query("BEGIN");
  await second.query("BEGIN");
  expect((await first.query(keep)).rowCount).toBe(1);
  const waiting = second.query(keep);
  await first.query("COMMIT");
  expect((await waiting).rowCount).toBe(0);
  await second.query("COMMIT");
});

it("looks at a log that is pruned once for each statement [D5]", async () => {
  const client = await (await ledger()).connect();
  await client.query(
    "INSERT INTO pw_events (at, type, actor, data_json) SELECT 't', 'x', 'user:a', '{}' FROM generate_series(1, 20000)",
  );
  await client.query("BEGIN; INSERT INTO pw_prune (log, before_id) VALUES ('pw_events', 20001)");
  const told = await firstColumn(client, "EXPLAIN ANALYZE DELETE FROM pw_events");
  expect(told.join("\n")).toMatch(/Trigger pw_events_delete: time=\S+ calls=1\b/);
});
