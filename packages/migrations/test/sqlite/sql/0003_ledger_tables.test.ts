import { expect, it } from "@effect/vitest";
import { ledger, refusalOf } from "../../database.ts";

const EVENT = "INTO pw_events (id, at, type, actor, data_json) VALUES";
const DECISION =
  "INTO pw_gate_decisions (seq, decision_id, plan_id, root_plan_id, plan_version, operation, outcome, rule, request_json, snapshot_digest, actor, at) VALUES";
const decision = (seq: number | null, id: string, outcome = "automatic") =>
  `(${seq}, '${id}', 'P', 'P', 1, 'execute', '${outcome}', 'threshold', '{}', 'd', 'user:a', 't')`;

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

it("refuses numbers that an automatic one could be taken for", () => {
  const database = logs();
  expect(refusalOf(() => database.exec(`INSERT ${EVENT} (-1, 't', 'x', 'a', '{}')`))).toContain(
    "ck_pw_events_id",
  );
  expect(refusalOf(() => database.exec(`INSERT ${DECISION} ${decision(-1, "d3")}`))).toContain(
    "ck_pw_gate_decisions_seq",
  );
});

it("refuses an outcome that does not exist", () => {
  expect(refusalOf(() => logs().exec(`INSERT ${DECISION} ${decision(null, "d3", "maybe")}`))).toContain(
    "ck_pw_gate_decisions_outcome",
  );
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

it("keeps decisions and events when their plan goes [D5]", () => {
  const database = logs();
  database.exec(
    `INSERT INTO v3_plans (plan_id, root_plan_id, action_name, description, automation_profile, effective_profile_snapshot, created_at, updated_at)
     VALUES ('P', 'P', 'local/a', 'd', 'p', 's', 't', 't')`,
  );
  database.exec("DELETE FROM v3_plans");
  expect(database.prepare("SELECT count(*) FROM pw_gate_decisions WHERE plan_id = 'P'").pluck().get()).toBe(
    2,
  );
});

it("never gives an event's id twice", () => {
  const database = logs();
  database.exec("BEGIN; INSERT INTO pw_prune (log, before_id) VALUES ('pw_events', 100)");
  database.exec("DELETE FROM pw_events; DELETE FROM pw_prune; COMMIT");
  expect(database.prepare(`INSERT ${EVENT} (NULL, 't', 'x', 'a', '{}')`).run().lastInsertRowid).toBe(3);
});

it("lets the transaction that says so delete one log below a number, and nothing else [D5]", () => {
  const database = logs();
  database.exec("BEGIN; INSERT INTO pw_prune (log, before_id) VALUES ('pw_events', 2)");
  expect(database.prepare("DELETE FROM pw_events WHERE id < 2").run().changes).toBe(1);
  expect(refusalOf(() => database.exec("DELETE FROM pw_events WHERE id = 2"))).toContain(
    "events_append_only",
  );
  expect(refusalOf(() => database.exec("DELETE FROM pw_gate_decisions WHERE seq = 1"))).toContain(
    "decisions_append_only",
  );
  expect(refusalOf(() => database.exec("COMMIT"))).toContain("FOREIGN KEY constraint failed");
  database.exec("DELETE FROM pw_prune; COMMIT");
  expect(refusalOf(() => database.exec("DELETE FROM pw_events"))).toContain("events_append_only");
});

it("refuses a dependency on a plan that does not exist, and to delete a plan that others depend on [D1]", () => {
  const database = ledger();
  const plan = database.prepare(
    `INSERT INTO v3_plans (plan_id, root_plan_id, action_name, description, automation_profile, effective_profile_snapshot, created_at, updated_at)
     VALUES (?, ?, 'local/a', 'd', 'p', 's', 't', 't')`,
  );
  for (const id of ["A", "B"]) plan.run(id, id);
  expect(refusalOf(() => database.exec("INSERT INTO pw_dependencies VALUES ('A', 'nobody', 0)"))).toContain(
    "FOREIGN KEY",
  );
  database.exec("INSERT INTO pw_dependencies VALUES ('A', 'B', 0)");
  expect(refusalOf(() => database.exec("DELETE FROM v3_plans WHERE plan_id = 'B'"))).toContain("FOREIGN KEY");
  expect(database.prepare("DELETE FROM v3_plans WHERE plan_id = 'A'").run().changes).toBe(1);
});

it("refuses values of another type", () => {
  expect(
    refusalOf(() => ledger().exec("INSERT INTO pw_profiles VALUES ('n', '{}', 't', 't', NULL, 'one')")),
  ).toContain("SQLITE_CONSTRAINT_DATATYPE");
});
