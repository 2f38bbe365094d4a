import type { Database } from "better-sqlite3";
import type { SqlToken } from "../../chain/sqlTokens.ts";
import { definitionsOf } from "../createTable.ts";
import { quoted, rowCounts } from "../rowCounts.ts";
import type { StepCode } from "./StepCode.ts";

const TABLE = "v3_plans";
const PLACE = "  /* columns of others */\n";

/** Goes with the table, and has a successor of ours. */
const replaced = new Set(["ix_v3_plans_parent", "ix_v3_plans_phase_state", "ix_v3_plans_action"]);

const createText = (database: Database): string =>
  database
    .prepare<[string], string>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck()
    .get(TABLE) ?? "";

const written = ({ kind, text }: SqlToken): string => (kind === "quoted" ? quoted(text) : text);

/** The definitions, as SQL, of columns that the table has and the baseline does not. */
const foreignColumns = (database: Database, known: ReadonlySet<string>): ReadonlyArray<string> =>
  definitionsOf(createText(database)).flatMap(({ column, tokens }) =>
    column === null || known.has(column.toLowerCase()) ? [] : [tokens.map(written).join(" ")],
  );

/** Indexes and triggers of the table that are neither SQLite's own nor replaced here, as SQL. */
const foreignObjects = (database: Database): ReadonlyArray<string> =>
  database
    .prepare<[string], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE tbl_name = ? COLLATE NOCASE AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid",
    )
    .all(TABLE)
    .flatMap(({ name, sql }) => (replaced.has(name) ? [] : [sql]));

const count = (database: Database): number => rowCounts(database, [TABLE])[TABLE] ?? 0;

const run = (database: Database, sql: string): number => {
  // The rows would go with the old table; the step before refuses them.
  if (count(database) > 0) throw new Error(`${TABLE} holds rows`);
  const known = new Set(definitionsOf(sql).map(({ column }) => (column ?? "").toLowerCase()));
  const columns = foreignColumns(database, known);
  const objects = foreignObjects(database);
  database.exec(sql.replace(PLACE, () => columns.map((column) => `  ${column},\n`).join("")));
  database.exec(`DROP TABLE ${TABLE}`);
  database.exec(`ALTER TABLE pw_new_plans RENAME TO ${TABLE}`);
  for (const object of objects) database.exec(object);
  return 0;
};

/**
 * Makes the table of plans anew with the constraints of the ledger. Columns, indexes and triggers of other programs keep their
 * definitions; views are left alone (the run has `legacy_alter_table` on, so that they do not stop the rename).
 */
export const rebuildPlans: StepCode = { count, run };
