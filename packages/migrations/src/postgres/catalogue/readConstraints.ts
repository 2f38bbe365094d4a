import type { Fact } from "../../catalogue/Fact.ts";
import type { Place } from "../place.ts";
import { rowsOf } from "../rows.ts";
import { oneLine } from "./oneLine.ts";

const columnsOf = (numbers: string, relation: string): string =>
  `(SELECT string_agg(attname, ', ' ORDER BY place) FROM unnest(${numbers}) WITH ORDINALITY AS key (number, place)
   JOIN pg_attribute ON attrelid = ${relation} AND attnum = number)`;

/** A key that is not looked after is one whose triggers were switched off, or that was never checked on the rows that there are. */
const CONSTRAINTS = `SELECT relname AS table, conname AS name, contype AS kind, pg_get_constraintdef(pg_constraint.oid) AS definition,
  ${columnsOf("conkey", "conrelid")} AS columns,
  CASE WHEN contype = 'f' THEN confrelid::REGCLASS END AS target, ${columnsOf("confkey", "confrelid")} AS target_columns,
  confdeltype AS on_delete, confupdtype AS on_update, confmatchtype AS match, condeferrable AS deferrable, condeferred AS deferred,
  convalidated AS validated,
  EXISTS (SELECT 1 FROM pg_trigger WHERE tgconstraint = pg_constraint.oid AND tgenabled <> 'O') AS off
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relname = ANY ($2) AND contype IN ('p', 'u', 'f', 'c', 'x')`;

type Column =
  | "table"
  | "name"
  | "kind"
  | "definition"
  | "columns"
  | "target"
  | "target_columns"
  | "on_delete"
  | "on_update"
  | "match"
  | "deferrable"
  | "deferred"
  | "validated"
  | "off";

type Row = Readonly<Record<Column, string | null>>;

const rules: Readonly<Record<string, string>> = {
  a: "NO ACTION",
  r: "RESTRICT",
  c: "CASCADE",
  n: "SET NULL",
  d: "SET DEFAULT",
};

const time = ({ deferrable, deferred }: Row): string => {
  if (deferred === "t") return "deferred";
  return deferrable === "t" ? "deferrable" : "immediate";
};

const neglect = ({ validated, off }: Row): ReadonlyArray<string> => [
  ...(validated === "t" ? [] : ["not checked on old rows"]),
  ...(off === "t" ? ["switched off"] : []),
];

const foreignKey = (table: string, row: Row): Fact => ({
  kind: "foreign key",
  table,
  name: `(${row.columns}) references ${row.target} (${row.target_columns})`,
  text: [
    `on delete ${rules[row.on_delete ?? ""]}`,
    `on update ${rules[row.on_update ?? ""]}`,
    time(row),
    ...(row.match === "s" ? [] : ["match full"]),
    ...neglect(row),
  ].join(", "),
});

/** What stands in the brackets of CHECK. */
const condition = (definition: string): string =>
  oneLine(definition)
    .replace(/^CHECK \((.*)\)(?: NO INHERIT)?(?: NOT VALID| NOT ENFORCED)*$/, "$1")
    .replace(/^\((.*)\)$/, (whole, inner: string) => (balanced(inner) ? inner : whole));

/** Whether brackets that were open at the end of a text would be closed nowhere before it. */
const balanced = (text: string): boolean => {
  let depth = 0;
  for (const sign of text) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
};

/** Keys are called by their columns, which is what they mean; their names are free. */
const factOf = (row: Row): Fact => {
  const table = row.table ?? "";
  const definition = row.definition ?? "";
  switch (row.kind) {
    case "p":
      return { kind: "primary key", table, name: "", text: [`(${row.columns})`, ...neglect(row)].join(", ") };
    case "u": {
      const nulls = definition.includes("NULLS NOT DISTINCT") ? ["nulls not distinct"] : [];
      const late = row.deferrable === "t" ? [time(row)] : [];
      return { kind: "unique", table, name: `(${row.columns})`, text: [...nulls, ...late].join(", ") };
    }
    case "f":
      return foreignKey(table, row);
    case "c":
      return { kind: "check", table, name: condition(definition), text: neglect(row).join(", ") };
    default:
      return { kind: "unique", table, name: oneLine(definition), text: "" };
  }
};

/** The keys and checks of tables, with their delete rules. */
export const readConstraints = async (
  { client, schema }: Place,
  tables: ReadonlyArray<string>,
): Promise<ReadonlyArray<Fact>> => (await rowsOf<Column>(client, CONSTRAINTS, [schema, tables])).map(factOf);
