import { expect, it } from "@effect/vitest";
import type { Database } from "better-sqlite3";
import { ledger, refusalOf } from "../../database.ts";

const COLUMNS =
  "plan_id, parent_plan_id, root_plan_id, action_name, description, automation_profile, effective_profile_snapshot, created_at, updated_at";

interface Row {
  readonly id: string;
  readonly parent?: string | null;
  readonly root?: string | null;
  readonly profile?: string | null;
  readonly snapshot?: string | null;
}

const insertInto = (
  database: Database,
  { id, parent = null, root = id, profile = "p", snapshot = "s" }: Row,
) =>
  database
    .prepare(`INSERT INTO v3_plans (${COLUMNS}) VALUES (?, ?, ?, 'local/a', 'd', ?, ?, 't', 't')`)
    .run(id, parent, root, profile, snapshot);

/** R with the children C1 and C2, and S alone. */
const forest = () => {
  const database = ledger();
  insertInto(database, { id: "R" });
  insertInto(database, { id: "C1", parent: "R", root: "R" });
  insertInto(database, { id: "C2", parent: "C1", root: "R" });
  insertInto(database, { id: "S" });
  return database;
};

const refused = (row: Row) => {
  const database = forest();
  return refusalOf(() => insertInto(database, row));
};

it("refuses a plan without a root [R6]", () => {
  expect(refused({ id: "X", root: null })).toBe(
    "SQLITE_CONSTRAINT_NOTNULL: NOT NULL constraint failed: v3_plans.root_plan_id",
  );
});

it("refuses a plan without a profile or a snapshot [S3]", () => {
  expect(refused({ id: "X", profile: null })).toContain("SQLITE_CONSTRAINT_NOTNULL");
  expect(refused({ id: "X", snapshot: null })).toContain("SQLITE_CONSTRAINT_NOTNULL");
  const database = forest();
  const without = (left: string) =>
    refusalOf(() => {
      const columns = COLUMNS.split(", ")
        .filter((column) => column !== left && column !== "plan_id")
        .join(", ");
      database
        .prepare(
          `INSERT INTO v3_plans (plan_id, ${columns}) SELECT 'X', ${columns} FROM v3_plans WHERE plan_id = 'S'`,
        )
        .run();
    });
  expect(without("automation_profile")).toContain(
    "SQLITE_CONSTRAINT_NOTNULL: NOT NULL constraint failed: v3_plans.automation_profile",
  );
  expect(without("effective_profile_snapshot")).toContain("SQLITE_CONSTRAINT_NOTNULL");
});

it("refuses a root that is not the parent's, and a parent that is missing [R3]", () => {
  const broken = "SQLITE_CONSTRAINT_FOREIGNKEY: FOREIGN KEY constraint failed";
  expect(refused({ id: "X", parent: "C1", root: "C1" })).toBe(broken);
  expect(refused({ id: "X", parent: "R", root: "S" })).toBe(broken);
  expect(refused({ id: "X", parent: "nobody", root: "R" })).toBe(broken);
});

it("refuses a root below a parent, another's root without a parent, and a plan that is its own parent [R5]", () => {
  const root = "SQLITE_CONSTRAINT_CHECK: CHECK constraint failed: ck_v3_plans_root";
  expect(refused({ id: "X", parent: "R", root: "X" })).toBe(root);
  expect(refused({ id: "X", parent: null, root: "R" })).toBe(root);
  expect(refused({ id: "X", parent: "X", root: "X" })).toBe(root);
  expect(refused({ id: "X", parent: "X", root: "R" })).toBe(
    "SQLITE_CONSTRAINT_CHECK: CHECK constraint failed: ck_v3_plans_parent",
  );
});

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

it("lets everything else of a plan change, and the same values be written again", () => {
  const database = forest();
  database.exec("UPDATE v3_plans SET phase = 'strategize', version = version + 1 WHERE plan_id = 'C2'");
  database.exec(
    "UPDATE v3_plans SET root_plan_id = 'R', effective_profile_snapshot = 's', profile_digest = NULL WHERE plan_id = 'C2'",
  );
  expect(database.prepare("SELECT version FROM v3_plans WHERE plan_id = 'C2'").pluck().get()).toBe(2);
});

it("lets a snapshot that was not captured be captured, once", () => {
  const database = ledger();
  insertInto(database, { id: "A", snapshot: "{}" });
  const capture =
    "UPDATE v3_plans SET effective_profile_snapshot = 'now', profile_digest = 'd' WHERE plan_id = 'A'";
  database.exec(capture);
  expect(refusalOf(() => database.exec(capture.replace("now", "again")))).toContain("snapshot_immutable");
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

it("refuses to delete a root that has children as a foreign-key conflict, and deletes a childless one [D2]", () => {
  const database = forest();
  const remove = (id: string) => database.prepare("DELETE FROM v3_plans WHERE plan_id = ?").run(id).changes;
  expect(refusalOf(() => remove("R"))).toBe("SQLITE_CONSTRAINT_TRIGGER: FOREIGN KEY constraint failed");
  expect(refusalOf(() => remove("C1"))).toBe("SQLITE_CONSTRAINT_TRIGGER: FOREIGN KEY constraint failed");
  expect(remove("S")).toBe(1);
  expect(remove("C2")).toBe(1);
});

it("refuses to delete an action that has plans [D1]", () => {
  expect(refusalOf(() => forest().exec("DELETE FROM actions"))).toContain("FOREIGN KEY constraint failed");
});

it("deletes the rows beside a plan with it [D1]", () => {
  const database = forest();
  database.exec("INSERT INTO plan_projects (plan_id, project_name) VALUES ('S', 'p'), ('R', 'p')");
  database.exec("INSERT INTO plan_arguments (plan_id, name) VALUES ('S', 'x')");
  database.exec("INSERT INTO plan_invariants (plan_id, invariant_text) VALUES ('S', 'x')");
  database.exec("INSERT INTO pw_leases VALUES ('S', 1, 'h', 'w', 't', 't', 300)");
  database.exec("DELETE FROM v3_plans WHERE plan_id = 'S'");
  expect(database.prepare("SELECT plan_id FROM plan_projects").pluck().all()).toEqual(["R"]);
  expect(
    database
      .prepare(
        "SELECT (SELECT count(*) FROM plan_arguments) + (SELECT count(*) FROM plan_invariants) + (SELECT count(*) FROM pw_leases)",
      )
      .pluck()
      .get(),
  ).toBe(0);
});

/** A chain, its root inserted first, so that an undeferred delete meets a parent before its child. */
const chainOf = (length: number) => {
  const database = ledger();
  database
    .prepare(
      `WITH RECURSIVE chain (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM chain WHERE n < ? - 1)
       INSERT INTO v3_plans (${COLUMNS})
       SELECT printf('P%025d', n), CASE WHEN n > 0 THEN printf('P%025d', n - 1) END, printf('P%025d', 0),
         'local/a', 'd', 'p', 's', 't', 't' FROM chain`,
    )
    .run(length);
  return { database, root: `P${"0".repeat(25)}` };
};

const deleteTree = ({ database, root }: ReturnType<typeof chainOf>) => {
  database.exec("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON");
  const { changes } = database.prepare("DELETE FROM v3_plans WHERE root_plan_id = ?").run(root);
  database.exec("COMMIT");
  return changes;
};

it("deletes a whole tree in one statement, at depth 1,001 and 100,000 [D3]", { timeout: 60_000 }, () => {
  expect(deleteTree(chainOf(1_001))).toBe(1_001);
  // Without the index on parent and root the time grows with the square, and 100,000 would run for minutes.
  for (const length of [10_000, 100_000]) {
    const chain = chainOf(length);
    const started = performance.now();
    expect(deleteTree(chain)).toBe(length);
    expect((performance.now() - started) / length).toBeLessThan(0.1);
  }
});

it("does not delete a root away from its children under deferred keys either [D2]", () => {
  const database = forest();
  database.exec("BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM v3_plans WHERE plan_id = 'R'");
  expect(refusalOf(() => database.exec("COMMIT"))).toBe(
    "SQLITE_CONSTRAINT_FOREIGNKEY: FOREIGN KEY constraint failed",
  );
  database.exec("ROLLBACK");
});

it("opens a frozen plan for the transaction that marked it, and for no other [S2]", () => {
  const database = forest();
  const change = "UPDATE v3_plans SET effective_profile_snapshot = 'mended' WHERE plan_id = 'C1'";
  database.exec("BEGIN; INSERT INTO pw_repairs (plan_id) VALUES ('C1')");
  database.exec(change);
  expect(refusalOf(() => database.exec(change.replace("C1", "C2")))).toContain("snapshot_immutable");
  database.exec("DELETE FROM pw_repairs; COMMIT");
  expect(refusalOf(() => database.exec(change.replace("mended", "again")))).toContain("snapshot_immutable");
});

it("cannot commit a marker [S2]", () => {
  const database = forest();
  const broken = "SQLITE_CONSTRAINT_FOREIGNKEY: FOREIGN KEY constraint failed";
  expect(refusalOf(() => database.exec("INSERT INTO pw_repairs (plan_id) VALUES ('C1')"))).toBe(broken);
  database.exec("BEGIN; INSERT INTO pw_repairs (plan_id) VALUES ('C1')");
  expect(refusalOf(() => database.exec("COMMIT"))).toBe(broken);
  database.exec("ROLLBACK");
  expect(refusalOf(() => database.exec("INSERT INTO pw_repairs (plan_id) VALUES ('')"))).toContain(
    "ck_pw_repairs_plan",
  );
  expect(refusalOf(() => database.exec("INSERT INTO pw_repairs VALUES ('C1', 'C1')"))).toContain(
    "ck_pw_repairs_barrier",
  );
});

it("refuses the same project, alias or argument twice in a plan", () => {
  const database = forest();
  database.exec(
    "INSERT INTO plan_projects (plan_id, project_name, alias) VALUES ('S', 'p', 'a'), ('S', 'q', NULL), ('S', 'r', NULL)",
  );
  database.exec("INSERT INTO plan_arguments (plan_id, name) VALUES ('S', 'x')");
  const insert = (values: string) => refusalOf(() => database.exec(`INSERT INTO ${values}`));
  expect(insert("plan_projects (plan_id, project_name) VALUES ('S', 'p')")).toContain(
    "SQLITE_CONSTRAINT_UNIQUE",
  );
  expect(insert("plan_projects (plan_id, project_name, alias) VALUES ('S', 'z', 'a')")).toContain(
    "SQLITE_CONSTRAINT_UNIQUE",
  );
  expect(insert("plan_arguments (plan_id, name) VALUES ('S', 'x')")).toContain("SQLITE_CONSTRAINT_UNIQUE");
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
