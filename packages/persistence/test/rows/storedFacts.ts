import type { Database } from "better-sqlite3";

/** What a catalogue says about a table, in lines that can be compared. */
export interface Facts {
  /** `name TYPE [not null] [default x]`, by name. */
  readonly columns: ReadonlyArray<string>;
  readonly primaryKey: ReadonlyArray<string>;
  /** `(columns) -> table (columns) on delete rule [deferred]`. */
  readonly foreignKeys: ReadonlyArray<string>;
  /** `(columns) [where condition]`, or the text of an index of expressions. */
  readonly indexes: ReadonlyArray<string>;
  readonly uniques: ReadonlyArray<string>;
  readonly checks: ReadonlyArray<string>;
}

/** A text without differences of white space and case outside of quotes. */
export const plain = (sql: string): string =>
  sql
    .replace(/\s+/g, " ")
    .trim()
    .replace(/'[^']*'|[^']+/g, (part) => (part.startsWith("'") ? part : part.toLowerCase()));

/** The columns and the condition of a `CREATE INDEX`. */
export const indexedBy = (sql: string): string => plain(sql.replace(/^.*? ON \w+/s, ""));

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
}

interface ForeignKeyRow {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly on_delete: string;
}

interface IndexRow {
  readonly name: string;
  readonly unique: number;
  readonly origin: string;
}

const columnText = ({ dflt_value: value, name, notnull, type }: ColumnRow): string =>
  [name, type, ...(notnull === 1 ? ["not null"] : []), ...(value === null ? [] : [`default ${value}`])].join(
    " ",
  );

const foreignKeysOf = (database: Database, table: string, create: string): ReadonlyArray<string> => {
  const rows = database
    .prepare<[string], ForeignKeyRow>(
      'SELECT id, "table", "from", "to", on_delete FROM pragma_foreign_key_list(?) ORDER BY id, seq',
    )
    .all(table);
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((parts) => {
    const [first] = parts;
    const from = parts.map((part) => part.from).join(", ");
    const to = parts.map((part) => part.to).join(", ");
    const deferred = new RegExp(`\\b${from}\\b[^,]*DEFERRABLE INITIALLY DEFERRED`).test(create);
    return `(${from}) -> ${first?.table} (${to}) on delete ${first?.on_delete.toLowerCase()}${deferred ? " deferred" : ""}`;
  });
};

const indexText = (database: Database, name: string): string => {
  const sql = database
    .prepare<[string], string | null>("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?")
    .pluck()
    .get(name);
  if (sql) return indexedBy(sql);
  const columns = database
    .prepare<[string], string>("SELECT name FROM pragma_index_info(?) ORDER BY seqno")
    .pluck()
    .all(name);
  return `(${columns.join(", ")})`;
};

/** The conditions of CHECK constraints; none of ours holds a bracket inside of a text. */
const checksOf = (create: string): ReadonlyArray<string> =>
  [...create.matchAll(/CONSTRAINT (ck_\w+) CHECK \((.*)\)/g)].map(
    ([, name, condition = ""]) => `${name}: ${plain(condition)}`,
  );

const factsOf = (database: Database, table: string, create: string): Facts => {
  const columns = database
    .prepare<[string], ColumnRow>('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?)')
    .all(table);
  const indexes = database
    .prepare<[string], IndexRow>('SELECT name, "unique", origin FROM pragma_index_list(?)')
    .all(table);
  const texts = (wanted: (index: IndexRow) => boolean) =>
    indexes
      .filter(wanted)
      .map(({ name }) => indexText(database, name))
      .sort();
  return {
    columns: columns.map(columnText).sort(),
    primaryKey: columns
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map(({ name }) => name),
    foreignKeys: [...foreignKeysOf(database, table, create)].sort(),
    indexes: texts(({ origin, unique }) => origin !== "pk" && unique === 0),
    uniques: texts(({ origin, unique }) => origin !== "pk" && unique === 1),
    checks: [...checksOf(create)].sort(),
  };
};

/** What the database itself says about each of its tables. */
export const storedFacts = (database: Database): ReadonlyMap<string, Facts> =>
  new Map(
    database
      .prepare<[], { readonly name: string; readonly sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
      )
      .all()
      .map(({ name, sql }) => [name, factsOf(database, name, sql)]),
  );
