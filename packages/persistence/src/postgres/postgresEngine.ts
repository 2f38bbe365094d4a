import { type SqlBool, sql } from "kysely";
import type { Engine } from "../Engine.ts";

const INSTANT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

/** Names are hashed to the 64 bits that the server's advisory locks have. */
const HASH_SEED = sql.lit(7_470_377);

/** The words of PostgreSQL. Every text column has the collation "C", under which only ASCII letters have two cases. */
export const postgresEngine: Engine = {
  among: (column, texts) =>
    sql<SqlBool>`${column} = ANY (ARRAY(SELECT json_array_elements_text(CAST(${texts} AS json))))`,
  amongRows: (column, rows) => sql<SqlBool>`${column} = ANY (ARRAY${rows})`,
  shortId: (planId) => sql<string>`upper(right(${planId}, 8))`,
  like: (text, pattern) =>
    sql<SqlBool>`lower(${text}) LIKE lower(CAST(${pattern} AS text) COLLATE "C") ESCAPE '\\'`,
  within: (text, from, to) =>
    sql<SqlBool>`(lower(${text}) >= lower(CAST(${from} AS text) COLLATE "C") AND lower(${text}) < lower(CAST(${to} AS text) COLLATE "C"))`,
  unindexed: (column) => sql`(${column} || '')`,
  rows: (table, objects) => sql`json_populate_recordset(CAST(NULL AS ${table}), CAST(${objects} AS json))`,
  clock: {
    reading: sql`statement_timestamp()`,
    instant: (reading, secondsLater) => {
      const at =
        secondsLater === undefined ? reading : sql`(${reading} + make_interval(secs => ${secondsLater}))`;
      return sql<string>`to_char(${at} AT TIME ZONE 'UTC', ${INSTANT})`;
    },
  },
  locks: {
    wait: (name) => sql`pg_advisory_xact_lock(hashtextextended(${name}, ${HASH_SEED}))`,
    attempt: (name) => sql<SqlBool>`pg_try_advisory_xact_lock(hashtextextended(${name}, ${HASH_SEED}))`,
  },
  pipelines: true,
};
