import { expect, it } from "@effect/vitest";
import type { Database } from "better-sqlite3";
import { ledger, refusalOf } from "../../database.ts";

const COLUMNS =
  "plan_id, parent_plan_id, root_plan_id, action_name, description, automation_profile, effective_profile_snapshot, created_at, updated_at";

interface Row {
  readonly id: string;
  readonly parent?: string;
  readonly root?: string;
}

const insertInto = (database: Database, { id, parent, root = id }: Row) =>
  database
    .prepare(`INSERT INTO v3_plans (${COLUMNS}) VALUES (?, ?, ?, 'local/a', 'd', 'p', 's', 't', 't')`)
    .run(id, parent, root);

/** R with the children C1 and C2, and S alone. */
const forest = () => {
  const database = ledger();
  insertInto(database, { id: "R" });
  insertInto(database, { id: "C1", parent: "R", root: "R" });
  insertInto(database, { id: "C2", parent: "C1", root: "R" });
  insertInto(database, { id: "S" });
  return database;
};

it("takes a chain leaf first in a transaction that defers its foreign keys [R2]", () => {
  const database = ledger();
  database.exec("BEGIN; PRAGMA defer_foreign_keys = ON");
  insertInto(database, { id: "C", parent: "B", root: "A" });
  insertInto(database, { id: "B", parent: "A", root: "A" });
  insertInto(database, { id: "A" });
  database.exec("COMMIT");
  expect(database.prepare("SELECT count(*) FROM v3_plans WHERE root_plan_id = 'A'").pluck().get()).toBe(3);
});

it.each([
  ["plan_id", "plan_id = 'X'", "identity"],
  ["parent", "parent_plan_id = 'R'", "identity"],
  ["parent and root together", "parent_plan_id = NULL, root_plan_id = plan_id", "identity"],
  ["root", "root_plan_id = 'S'", "identity"],
  ["rowid", "rowid = 1", "identity"],
  ["rowid by another name", "OID = 1", "identity"],
  ["rowid by its third name", "_ROWID_ = 1", "identity"],
  ["rowid in quotes", '"rowid" = 1', "identity"],
  ["snapshot", "effective_profile_snapshot = 'other'", "snapshot"],
  ["snapshot, with 'not captured'", "effective_profile_snapshot = '{}'", "snapshot"],
  ["snapshot, with the same bytes in a BLOB", "effective_profile_snapshot = x'73'", "snapshot"],
  ["digest", "profile_digest = 'd'", "snapshot"],
])("refuses to change the %s of a plan [S2]", (_, assignment, what) => {
  const database = forest();
  const refusals = ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"].map((update) =>
    refusalOf(() => database.exec(`${update} v3_plans SET ${assignment} WHERE plan_id = 'C2'`)),
  );
  expect(refusals).toEqual(Array(3).fill(`SQLITE_CONSTRAINT_TRIGGER: planwright: ${what}_immutable`));
});

it("refuses to replace a plan, by its id and by its rowid [S2]", () => {
  const database = forest();
  const replace = (columns: string, values: string) =>
    refusalOf(() =>
      database.exec(
        `INSERT OR REPLACE INTO v3_plans (${columns}${COLUMNS}) VALUES (${values}, NULL, 'S', 'local/a', 'd', 'p', 'other', 't', 't')`,
      ),
    );
  const exists = "SQLITE_CONSTRAINT_TRIGGER: planwright: plan_exists";
  expect(replace("", "'S'")).toBe(exists);
  expect(replace("rowid, ", "4, 'S'")).toBe(exists);
  const rowid = Number(database.prepare("SELECT rowid FROM v3_plans WHERE plan_id = 'S'").pluck().get());
  const other = (value: number) =>
    refusalOf(() =>
      database.exec(
        `INSERT OR REPLACE INTO v3_plans (rowid, ${COLUMNS}) VALUES (${value}, 'X', NULL, 'X', 'local/a', 'd', 'p', 'other', 't', 't')`,
      ),
    );
  expect(other(rowid)).toBe(exists);
  // Inside a BEFORE INSERT trigger an automatic rowid looks like -1.
  expect(other(-1)).toBe("SQLITE_CONSTRAINT_TRIGGER: planwright: plan_rowid");
  expect(other(0)).toBe("SQLITE_CONSTRAINT_TRIGGER: planwright: plan_rowid");
  expect(
    database.prepare("SELECT effective_profile_snapshot FROM v3_plans WHERE plan_id = 'S'").pluck().get(),
  ).toBe("s");
  insertInto(database, { id: "Y" });
});

it("does not delete a root away from its children under deferred keys either [D2]", () => {
  const database = forest();
  database.exec("BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM v3_plans WHERE plan_id = 'R'");
  expect(refusalOf(() => database.exec("COMMIT"))).toBe(
    "SQLITE_CONSTRAINT_FOREIGNKEY: FOREIGN KEY constraint failed",
  );
  database.exec("ROLLBACK");
});

it("keeps the value of any type that the upgrade replaces", () => {
  const database = ledger();
  const values = [null, 7, 1.5, "text", Buffer.from("bytes")];
  const insert = database.prepare(
    "INSERT INTO pw_originals VALUES ('v3_plans', 'root_plan_id', ?, ?, ?, 'm')",
  );
  for (const [key, value] of values.entries()) insert.run(`P${key}`, value, value);
  expect(database.prepare("SELECT original FROM pw_originals ORDER BY row_key").pluck().all()).toEqual(
    values,
  );
});

it.each([
  ["newest first", "ORDER BY created_at DESC, plan_id DESC", "ix_v3_plans_created"],
  [
    "by phase and state",
    "WHERE phase = 'execute' AND processing_state = 'queued' ORDER BY created_at DESC, plan_id DESC",
    "ix_v3_plans_phase_state_created",
  ],
  ["by phase", "WHERE phase = 'execute' ORDER BY created_at DESC, plan_id DESC", "ix_v3_plans_phase_created"],
  [
    "by state",
    "WHERE processing_state = 'errored' ORDER BY created_at DESC, plan_id DESC",
    "ix_v3_plans_state_created",
  ],
  [
    "by action",
    "WHERE action_name = 'local/a' ORDER BY created_at DESC, plan_id DESC",
    "ix_v3_plans_action_created",
  ],
  ["by root", "WHERE root_plan_id = 'R' ORDER BY created_at DESC, plan_id DESC", "ix_v3_plans_root_created"],
  [
    "by profile",
    "WHERE profile_name = 'manual' ORDER BY created_at DESC, plan_id DESC",
    "ix_v3_plans_profile_created",
  ],
  ["by short id", "WHERE upper(substr(plan_id, -8)) = 'ABCDEFGH'", "ix_v3_plans_short_id"],
  ["by digest", "WHERE profile_digest = 'd'", "ix_v3_plans_digest"],
  ["by parent", "WHERE parent_plan_id = 'R'", "ix_v3_plans_parent_root"],
  ["by name", "WHERE namespaced_name = 'Local/A' COLLATE NOCASE", "ix_v3_plans_name"],
  [
    "in claim order",
    "WHERE processing_state = 'queued' AND phase <> 'action' ORDER BY queued_at, plan_id LIMIT 1",
    "ix_v3_plans_claim",
  ],
  [
    "of one phase in claim order",
    "WHERE processing_state = 'queued' AND phase <> 'action' AND phase = 'execute' ORDER BY queued_at, plan_id LIMIT 1",
    "ix_v3_plans_claim",
  ],
])("reads plans %s through an index and without sorting [X7]", (_, clause, index) => {
  const details = ledger()
    .prepare<[], { readonly detail: string }>(`EXPLAIN QUERY PLAN SELECT description FROM v3_plans ${clause}`)
    .all()
    .map(({ detail }) => detail);
  expect(details).toHaveLength(1);
  expect(details[0]).toContain(`USING INDEX ${index}`);
});
