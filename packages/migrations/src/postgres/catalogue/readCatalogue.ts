import { type Fact, sorted } from "../../catalogue/Fact.ts";
import type { Place } from "../place.ts";
import { rowsOf } from "../rows.ts";
import { readColumns } from "./readColumns.ts";
import { readConstraints } from "./readConstraints.ts";
import { readIndexes } from "./readIndexes.ts";
import { readFunctions, readTriggers } from "./readTriggers.ts";

const RELATIONS = `SELECT relname AS name, relkind AS kind, relpersistence AS persistence, relrowsecurity AS secured
FROM pg_class
WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::REGCLASS AND objid = pg_class.oid AND deptype = 'e')`;

const kinds: Readonly<Record<string, string>> = { r: "table", p: "partitioned", f: "foreign" };

type Relation = Readonly<Record<"name" | "kind" | "persistence" | "secured", string | null>>;

const relationFact = ({ name, kind, persistence, secured }: Relation): Fact => {
  if (kind === "v" || kind === "m") return { kind: "view", table: name ?? "", name: "", text: "" };
  const text = [
    kinds[kind ?? ""],
    persistence === "u" ? "unlogged" : "logged",
    ...(secured === "t" ? ["row security"] : []),
  ];
  return { kind: "table", table: name ?? "", name: "", text: text.join(", ") };
};

/**
 * What a schema says, one fact per table, column, key, index, check, trigger and function of ours, sorted; the same on every version of the
 * server. Tables that `known` does not name are mentioned and not looked into, unless there is no `known`; what extensions brought is left out.
 */
export const readCatalogue = async (
  place: Place,
  known?: ReadonlySet<string>,
): Promise<ReadonlyArray<Fact>> => {
  const relations = await rowsOf<keyof Relation>(place.client, RELATIONS, [place.schema]);
  const facts = relations.map(relationFact);
  const tables = facts.flatMap(({ kind, table }) =>
    kind === "table" && (known === undefined || known.has(table)) ? [table] : [],
  );
  return sorted([
    ...facts,
    ...(await readColumns(place, tables)),
    ...(await readConstraints(place, tables)),
    ...(await readIndexes(place, tables)),
    ...(await readTriggers(place, tables)),
    ...(await readFunctions(place)),
  ]);
};
