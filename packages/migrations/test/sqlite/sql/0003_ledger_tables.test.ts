import { expect, it } from "@effect/vitest";
import { ledger, refusalOf } from "../../database.ts";

const EVENT = "INTO pw_events (id, at, type, actor, data_json) VALUES";
const DECISION =
  "INTO pw_gate_decisions (seq, decision_id, plan_id, root_plan_id, plan_version, operation, outcome, rule, request_json, snapshot_digest, actor, at) VALUES";
const decision = (seq: number | null, id: string) =>
  `(${seq}, '${id}', 'P', 'P', 1, 'execute', 'automatic', 'threshold', '{}', 'd', 'user:a', 't')`;

const logs = () => {
  const database = ledger();
  database.exec(
    `INSERT ${EVENT} (NULL, 't', 'plan.created', 'user:a', '{}'), (NULL, 't', 'plan.deleted', 'user:a', '{}')`,
  );
  database.exec(`INSERT ${DECISION} ${decision(null, "d1")}, ${decision(null, "d2")}`);
  database.exec("INSERT INTO pw_snapshots VALUES ('x', 'one'), ('y', 'two')");
  return database;
};

it.each([
  ["an event", "UPDATE pw_events SET data_json = '{}' WHERE id = 1", "events"],
  ["events", "DELETE FROM pw_events", "events"],
  ["an event by its id", `INSERT OR REPLACE ${EVENT} (1, 't', 'x', 'a', '{}')`, "events"],
  ["a decision", "UPDATE pw_gate_decisions SET outcome = 'automatic'", "decisions"],
  ["decisions", "DELETE FROM pw_gate_decisions WHERE seq = 1", "decisions"],
  ["a decision by its number", `INSERT OR REPLACE ${DECISION} ${decision(1, "new")}`, "decisions"],
  ["a decision by its id", `INSERT OR REPLACE ${DECISION} ${decision(null, "d1")}`, "decisions"],
  ["a snapshot's text", "UPDATE pw_snapshots SET text = 'other' WHERE digest = 'x'", "snapshots"],
  ["a snapshot's digest", "UPDATE OR REPLACE pw_snapshots SET digest = 'y' WHERE digest = 'x'", "snapshots"],
  ["snapshots", "DELETE FROM pw_snapshots", "snapshots"],
  ["a snapshot by its digest", "INSERT OR REPLACE INTO pw_snapshots VALUES ('x', 'other')", "snapshots"],
])("refuses to change, replace or delete %s [D5]", (_, sql, what) => {
  const database = logs();
  expect(refusalOf(() => database.exec(sql))).toBe(
    `SQLITE_CONSTRAINT_TRIGGER: planwright: ${what}_append_only`,
  );
  expect(database.prepare("SELECT text FROM pw_snapshots WHERE digest = 'x'").pluck().get()).toBe("one");
});

it("takes a snapshot that is there already as no conflict, however it is written", () => {
  const database = logs();
  const changes = ["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE"].map(
    (insert) => database.prepare(`${insert} INTO pw_snapshots VALUES ('x', 'one')`).run().changes,
  );
  expect(changes).toEqual([0, 0, 0]);
  expect(
    database.prepare("INSERT INTO pw_snapshots VALUES ('x', 'one') ON CONFLICT DO NOTHING").run().changes,
  ).toBe(0);
  expect(database.prepare("SELECT count(*) FROM pw_snapshots").pluck().get()).toBe(2);
});
