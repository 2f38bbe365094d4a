import { DatabaseSync } from "node:sqlite";
import { moved } from "./instants.ts";
import type { StoredText } from "./Ledger.ts";

/** Changes a ledger in a file beside its rules: no trigger is there meanwhile. All of it happens, or nothing. */
const beside = (file: string, change: (database: DatabaseSync) => void): void => {
  const database = new DatabaseSync(file);
  try {
    const triggers = database
      .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      .all()
      .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
    database.exec("BEGIN IMMEDIATE");
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
    change(database);
    for (const { sql } of triggers) database.exec(sql);
    database.exec("COMMIT");
  } finally {
    database.close();
  }
};

/** Puts a text into a column of a plan. */
export const plant = (file: string, planId: string, column: StoredText, text: string): void =>
  beside(file, (database) => {
    database.prepare(`UPDATE v3_plans SET ${column} = ? WHERE plan_id = ?`).run(text, planId);
    if (column === "effective_profile_snapshot")
      database.prepare("UPDATE v3_plans SET profile_digest = NULL WHERE plan_id = ?").run(planId);
  });

/** Every column by its table, without those of the database's own tables. */
const columnsOf = (database: DatabaseSync): ReadonlyMap<string, ReadonlyArray<string>> => {
  const rows = database
    .prepare(
      `SELECT t.name AS "table", c.name AS "column" FROM sqlite_master t JOIN pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`,
    )
    .all();
  const columns = new Map<string, Array<string>>();
  for (const { column, table } of rows) {
    const known = columns.get(String(table)) ?? [];
    columns.set(String(table), [...known, String(column)]);
  }
  return columns;
};

/** Makes every instant in every stored text earlier by so many milliseconds. */
export const makeOlder = (file: string, millis: number): void =>
  beside(file, (database) => {
    database.function("aged", (value) => (typeof value === "string" ? moved(value, -millis) : value));
    for (const [table, columns] of columnsOf(database)) {
      const changes = columns.map((column) => `"${column}" = aged("${column}")`);
      database.exec(`UPDATE "${table}" SET ${changes.join(", ")}`);
    }
  });
