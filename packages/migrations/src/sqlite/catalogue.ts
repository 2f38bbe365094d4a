import type { Database } from "better-sqlite3";
import { type Fact, sorted } from "../catalogue/Fact.ts";
import { canonicalSql, sqlTokens } from "../chain/sqlTokens.ts";
import { definitionsOf, insideBrackets, placesOf, splitAtCommas } from "./createTable.ts";

interface TableRow {
  readonly name: string;
  readonly type: string;
  readonly wr: number;
  readonly strict: number;
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
  readonly hidden: number;
}

interface ForeignKeyRow {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
  readonly on_update: string;
  readonly on_delete: string;
}

interface IndexRow {
  readonly name: string;
  readonly unique: number;
  readonly origin: string;
}

interface IndexColumnRow {
  readonly cid: number;
  readonly name: string | null;
  readonly desc: number;
  readonly coll: string;
}

const canonical = (sql: string): string => canonicalSql(sqlTokens(sql));

/** What SQLite makes of a declared type; in strict tables the declared types are these already. */
const affinity = (declared: string): string => {
  const type = declared.toUpperCase();
  if (type === "ANY") return "ANY";
  if (type.includes("INT")) return "INTEGER";
  if (/CHAR|CLOB|TEXT/.test(type)) return "TEXT";
  if (type === "" || type.includes("BLOB")) return "BLOB";
  return /REAL|FLOA|DOUB/.test(type) ? "REAL" : "NUMERIC";
};

const storedText = (database: Database, type: string, name: string): string =>
  database
    .prepare<[string, string], string>("SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?")
    .pluck()
    .get(type, name) ?? "";

const columnText = (row: ColumnRow, collation: string): string =>
  [
    affinity(row.type),
    row.notnull === 1 ? "not null" : "null",
    row.dflt_value === null ? "no default" : `default ${canonical(row.dflt_value)}`,
    ...(collation === "" ? [] : [`collate ${collation}`]),
    ...(row.hidden > 1 ? ["generated"] : []),
  ].join(", ");

const columnFacts = (database: Database, table: string, createTable: string): ReadonlyArray<Fact> => {
  const collations = new Map(
    definitionsOf(createTable).map(({ column, tokens }) => {
      const [at] = placesOf(tokens, "collate");
      return [column, at === undefined ? "" : (tokens[at + 1]?.text.toLowerCase() ?? "")];
    }),
  );
  const rows = database
    .prepare<[string], ColumnRow>(
      'SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)',
    )
    .all(table);
  const key = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const generated = placesOf(sqlTokens(createTable), "autoincrement").length > 0 ? ", autoincrement" : "";
  return [
    ...rows.map(
      (row): Fact => ({
        kind: "column",
        table,
        name: row.name.toLowerCase(),
        text: columnText(row, collations.get(row.name) ?? ""),
      }),
    ),
    {
      kind: "primary key",
      table,
      name: "",
      text: `(${key.map(({ name }) => name.toLowerCase()).join(", ")})${generated}`,
    },
  ];
};

/** Whether each foreign key is deferred, in the order of the text; the pragma does not tell. */
const deferrals = (createTable: string): ReadonlyArray<string> =>
  definitionsOf(createTable).flatMap(({ tokens }) => {
    const starts = placesOf(tokens, "references");
    return starts.map((start, index) => {
      const clause = canonicalSql(tokens.slice(start, starts[index + 1]));
      return clause.includes("deferrable initially deferred") && !clause.includes("not deferrable")
        ? "deferred"
        : "immediate";
    });
  });

const foreignKeyFacts = (database: Database, table: string, createTable: string): ReadonlyArray<Fact> => {
  const rows = database
    .prepare<[string], ForeignKeyRow>(
      'SELECT id, "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list(?) ORDER BY id, seq',
    )
    .all(table);
  const times = deferrals(createTable);
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, parts]): ReadonlyArray<Fact> => {
    const [first] = parts;
    if (first === undefined) return [];
    const names = (column: (row: ForeignKeyRow) => string) => parts.map(column).join(", ").toLowerCase();
    // The pragma counts from the last foreign key of the text to the first.
    const time = times.at(-1 - id) ?? "immediate";
    const target = `${first.table.toLowerCase()} (${names(({ to }) => to ?? "its key")})`;
    return [
      {
        kind: "foreign key",
        table,
        name: `(${names(({ from }) => from)}) references ${target}`,
        text: `on delete ${first.on_delete}, on update ${first.on_update}, ${time}`,
      },
    ];
  });
};

const indexText = (database: Database, index: IndexRow): string => {
  const tokens = sqlTokens(storedText(database, "index", index.name));
  const parts = splitAtCommas(insideBrackets(tokens));
  const columns = database
    .prepare<[string], IndexColumnRow>(
      'SELECT cid, name, "desc", coll FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno',
    )
    .all(index.name)
    .map(({ name, desc, coll }, at) =>
      [
        name?.toLowerCase() ?? canonicalSql(parts[at] ?? []),
        ...(coll === "BINARY" ? [] : [`collate ${coll.toLowerCase()}`]),
        ...(desc === 1 ? ["desc"] : []),
      ].join(" "),
    );
  const [where] = placesOf(tokens, "where");
  const only = where === undefined ? "" : ` where ${canonicalSql(tokens.slice(where + 1))}`;
  return `${index.unique === 1 ? "unique " : ""}(${columns.join(", ")})${only}`;
};

const indexFacts = (database: Database, table: string): ReadonlyArray<Fact> =>
  database
    .prepare<[string], IndexRow>('SELECT name, "unique", origin FROM pragma_index_list(?)')
    .all(table)
    .flatMap((index): ReadonlyArray<Fact> => {
      const text = indexText(database, index);
      if (index.origin === "c") return [{ kind: "index", table, name: index.name, text }];
      return index.origin === "u"
        ? [{ kind: "unique", table, name: text.slice("unique ".length), text: "" }]
        : [];
    });

const checkFacts = (table: string, createTable: string): ReadonlyArray<Fact> =>
  definitionsOf(createTable).flatMap(({ tokens }) =>
    placesOf(tokens, "check").map(
      (at): Fact => ({ kind: "check", table, name: canonicalSql(insideBrackets(tokens, at)), text: "" }),
    ),
  );

const triggerFacts = (database: Database, table: string): ReadonlyArray<Fact> =>
  database
    .prepare<[string], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE",
    )
    .all(table)
    .map(({ name, sql }): Fact => ({ kind: "trigger", table, name, text: canonical(sql) }));

const detail = (database: Database, { name, wr, strict }: TableRow): ReadonlyArray<Fact> => {
  const createTable = storedText(database, "table", name);
  const table = name.toLowerCase();
  const text = [strict === 1 ? "strict" : "flexible types", wr === 1 ? "without rowid" : "rowid"].join(", ");
  return [
    { kind: "table", table, name: "", text },
    ...columnFacts(database, table, createTable),
    ...foreignKeyFacts(database, table, createTable),
    ...indexFacts(database, table),
    ...checkFacts(table, createTable),
    ...triggerFacts(database, table),
  ];
};

/**
 * What a schema says, one fact per table, column, key, index, check and trigger, sorted. Tables that `known` does not name are mentioned
 * and not looked into (they may need modules that are not loaded), unless there is no `known`. SQLite's own tables are left out.
 */
export const readCatalogue = (database: Database, known?: ReadonlySet<string>): ReadonlyArray<Fact> =>
  sorted(
    database
      .prepare<[], TableRow>(
        "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
      )
      .all()
      .flatMap((row): ReadonlyArray<Fact> => {
        const name = row.name.toLowerCase();
        if (row.type === "view") return [{ kind: "view", table: name, name: "", text: "" }];
        return row.type === "table" && (known === undefined || known.has(name))
          ? detail(database, row)
          : [{ kind: "table", table: name, name: "", text: row.type }];
      }),
  );
