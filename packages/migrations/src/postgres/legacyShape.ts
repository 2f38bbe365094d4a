import { shapeOf, shapeProblem } from "../catalogue/shapeProblem.ts";
import { adoptedTables } from "./adoptedTables.ts";
import { baselineFacts } from "./catalogue/baselineFacts.ts";
import { readColumns } from "./catalogue/readColumns.ts";
import { releaseFacts } from "./catalogue/releaseFacts.ts";
import type { Place } from "./place.ts";
import { rowsOf } from "./rows.ts";

const families: ReadonlyArray<readonly [family: string, types: RegExp]> = [
  ["text", /^(?:text|character varying|character|citext)\b/],
  ["whole number", /^(?:smallint|integer|bigint)$/],
  ["real number", /^(?:real|double precision)$/],
];

/** Types that are read and written alike. */
const family = (type: string): string => families.find(([, types]) => types.test(type))?.[0] ?? type;

/** The revision that the other program's migrations have written down; null when there is none. */
export const foreignRevision = async ({ client, schema }: Place): Promise<string | null> => {
  const there = await rowsOf<"one">(
    client,
    `SELECT 1 AS one FROM pg_attribute
     WHERE attrelid = to_regclass(quote_ident($1) || '.alembic_version') AND attname = 'version_num'`,
    [schema],
  );
  if (there.length === 0) return null;
  const [row] = await rowsOf<"revision">(
    client,
    "SELECT version_num AS revision FROM alembic_version LIMIT 1",
  );
  return row?.revision ?? null;
};

/** What keeps a database from being adopted, as `shapeProblem` says it. */
export const legacyShapeProblem = async (place: Place): Promise<string | undefined> =>
  shapeProblem(
    shapeOf(await readColumns(place, adoptedTables), family),
    shapeOf(baselineFacts, family),
    shapeOf(releaseFacts, family),
  );
