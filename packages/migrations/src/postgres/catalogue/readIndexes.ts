import type { Fact } from "../../catalogue/Fact.ts";
import type { Place } from "../place.ts";
import { rowsOf } from "../rows.ts";
import { oneLine } from "./oneLine.ts";

/** Without those that belong to keys. */
const INDEXES = `SELECT relname AS table, indexrelid::REGCLASS AS name, indisunique AS unique, indisvalid AND indisready AS valid,
  pg_get_indexdef(indexrelid) AS definition
FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relname = ANY ($2)
  AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))`;

type Column = "table" | "name" | "unique" | "valid" | "definition";

/** From the method on; where an index lies and how full its pages are is the operator's. */
const meaning = (definition: string): string =>
  oneLine(definition)
    .replace(/^.*? USING /, "")
    .replace(/ WITH \([^)]*\)/, "")
    .replace(/ TABLESPACE \S+/, "");

/** The indexes of tables. */
export const readIndexes = async (
  { client, schema }: Place,
  tables: ReadonlyArray<string>,
): Promise<ReadonlyArray<Fact>> =>
  (await rowsOf<Column>(client, INDEXES, [schema, tables])).map(
    ({ table, name, unique, valid, definition }): Fact => ({
      kind: "index",
      table: table ?? "",
      name: name ?? "",
      text: [
        `${unique === "t" ? "unique " : ""}${meaning(definition ?? "")}`,
        ...(valid === "t" ? [] : ["not valid"]),
      ].join(", "),
    }),
  );
