import { type SqlBool, sql } from "kysely";
import type { Engine } from "../Engine.ts";

/** The words of SQLite. */
export const sqliteEngine: Engine = {
  among: (column, texts) => sql<SqlBool>`${column} IN (SELECT value FROM json_each(${texts}))`,
  amongRows: (column, rows) => sql<SqlBool>`${column} IN ${rows}`,
  shortId: (planId) => sql<string>`upper(substr(${planId}, -8))`,
  like: (text, pattern) => sql<SqlBool>`${text} LIKE ${pattern} ESCAPE '\\'`,
  within: null,
  unindexed: (column) => sql`+${column}`,
  rows: null,
  clock: null,
  locks: null,
  pipelines: false,
};
