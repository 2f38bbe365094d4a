import type { DbVerifyData } from "./schema/db.ts";

interface SchemaFact {
  readonly kind: string;
  readonly table: string;
  readonly name: string;
}

/** How a schema compares with the one it should be. */
export interface DbComparison {
  readonly equal: boolean;
  readonly differences: ReadonlyArray<
    SchemaFact & { readonly expected: string | null; readonly found: string | null }
  >;
  readonly extras: ReadonlyArray<SchemaFact>;
}

const factData = ({ kind, name, table }: SchemaFact) => ({ kind, table, name });

/** `data` of `db verify`. Choice: a difference has `kind table name expected found`, an extra the first three. */
export const dbVerifyData = ({ differences, equal, extras }: DbComparison): DbVerifyData => ({
  equal,
  differences: differences.map((difference) => ({
    ...factData(difference),
    expected: difference.expected,
    found: difference.found,
  })),
  extras: extras.map(factData),
});
