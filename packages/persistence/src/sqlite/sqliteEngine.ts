import { type SqlBool, sql } from "kysely";
import type { Engine } from "../Engine.ts";

/** The words of SQLite. */
export const sqliteEngine: Engine = {
  among: (column, texts) => sql<SqlBool>`${column} IN (SELECT value FROM json_each(${texts}))`,
  shortId: (planId) => sql<string>`upper(substr(${planId}, -8))`,
  like: (text, pattern) => sql<SqlBool>`${text} LIKE ${pattern} ESCAPE '\\'`,
  unindexed: (column) => sql`+${column}`,
};
