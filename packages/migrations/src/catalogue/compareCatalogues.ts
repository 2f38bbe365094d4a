import { type Fact, titleOf } from "./Fact.ts";

/** Where a schema is not what it should be. `found` is null when something is missing, `expected` when something is too much. */
export interface Difference {
  readonly kind: Fact["kind"];
  readonly table: string;
  readonly name: string;
  readonly expected: string | null;
  readonly found: string | null;
}

/** What a schema has besides, and may have. */
export interface Extra {
  readonly kind: Fact["kind"];
  readonly table: string;
  readonly name: string;
}

/** The result of a comparison; `equal` exactly when there are no differences. */
export interface Comparison {
  readonly equal: boolean;
  readonly differences: ReadonlyArray<Difference>;
  readonly extras: ReadonlyArray<Extra>;
}

const byTitle = (facts: ReadonlyArray<Fact>): ReadonlyMap<string, Fact> =>
  new Map(facts.map((fact) => [titleOf(fact), fact]));

/** Kinds that a table or column of ours cannot have more of without behaving differently. */
const binding = new Set<Fact["kind"]>(["primary key", "foreign key", "unique", "check"]);

const spaced = (text: string): string =>
  ` ${text
    .replaceAll('"', " ")
    .replaceAll(/[(),:]/g, " $& ")
    .replaceAll(/\s+/g, " ")} `;

/**
 * Holds a schema against the one it should be. Unknown tables, views, columns, indexes and triggers are extras, and so are keys and checks
 * that concern an unknown column; any other key or check too many is a difference.
 */
export const compareCatalogues = (expected: ReadonlyArray<Fact>, found: ReadonlyArray<Fact>): Comparison => {
  const wanted = byTitle(expected);
  const there = byTitle(found);
  const lacking = expected.flatMap((fact): ReadonlyArray<Difference> => {
    const { kind, table, name, text } = fact;
    const other = there.get(titleOf(fact));
    return other?.text === text ? [] : [{ kind, table, name, expected: text, found: other?.text ?? null }];
  });
  const more = found.filter((fact) => !wanted.has(titleOf(fact)));
  const foreign = more.filter(({ kind }) => kind === "column");
  const concernsForeign = ({ table, name }: Fact) =>
    foreign.some((column) => column.table === table && spaced(name).includes(spaced(column.name)));
  const known = new Set(expected.flatMap(({ kind, table }) => (kind === "table" ? [table] : [])));
  const isDifference = (fact: Fact) =>
    binding.has(fact.kind) && known.has(fact.table) && !concernsForeign(fact);
  const differences = [
    ...lacking,
    ...more
      .filter(isDifference)
      .map(({ kind, table, name, text }): Difference => ({ kind, table, name, expected: null, found: text })),
  ];
  return {
    equal: differences.length === 0,
    differences,
    extras: more
      .filter((fact) => !isDifference(fact))
      .map(({ kind, table, name }): Extra => ({ kind, table, name })),
  };
};
