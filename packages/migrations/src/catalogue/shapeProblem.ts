import { listed } from "../listed.ts";
import type { Fact } from "./Fact.ts";

/** Columns by `table.column`, with the family of their type. */
export type Shape = ReadonlyMap<string, string>;

/** The columns of tables that are not ours alone, each with what `family` says about its type (the beginning of a column's text). */
export const shapeOf = (facts: ReadonlyArray<Fact>, family: (type: string) => string): Shape =>
  new Map(
    facts.flatMap(({ kind, table, name, text }) =>
      kind === "column" && !table.startsWith("pw_")
        ? [[`${table}.${name}`, family(text.slice(0, text.indexOf(",")))] as const]
        : [],
    ),
  );

const tablesOf = (shape: Shape): ReadonlySet<string> =>
  new Set([...shape.keys()].map((column) => column.split(".", 1)[0] ?? ""));

/**
 * What keeps a database with tables from being adopted, as half a sentence; undefined when every table and column of the baseline is there
 * with its family of types, and no column has a name that a later migration gives to one of its own.
 */
export const shapeProblem = (found: Shape, baseline: Shape, release: Shape): string | undefined => {
  const foundTables = tablesOf(found);
  const missingTables = [...tablesOf(baseline)].filter((table) => !foundTables.has(table));
  if (missingTables.length > 0) return `it has no ${listed(missingTables)}`;
  const missing = [...baseline.keys()].filter((column) => !found.has(column));
  if (missing.length > 0) return `it has no ${listed(missing)}`;
  const other = [...baseline].filter(([column, type]) => found.get(column) !== type);
  if (other.length > 0) return `it has another type of ${listed(other.map(([column]) => column))}`;
  const taken = [...found.keys()].filter((column) => !baseline.has(column) && release.has(column));
  return taken.length > 0 ? `its own ${listed(taken)} would get in the way` : undefined;
};
