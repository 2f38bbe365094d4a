import { type SqlBool, sql } from "kysely";
import type { Engine } from "../Engine.ts";

const INSTANT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

/** Names are hashed to the 64 bits that the server's advisory locks have. */
const HASH_SEED = sql.lit(7_470_377);

/**
 * The words of PostgreSQL. Functions are named with their schema where our values have not exactly the types of their
 * arguments: another schema on the path might have one that fits better. Every text column has the collation "C", under
 * which only ASCII letters have two cases.
 */
export const postgresEngine: Engine = {
  among: (column, texts) =>
    sql<SqlBool>`${column} = ANY (ARRAY(SELECT pg_catalog.json_array_elements_text(CAST(${texts} AS json))))`,
  amongRows: (column, rows) => sql<SqlBool>`${column} = ANY (ARRAY${rows})`,
  shortId: (planId) => sql<string>`upper(right(${planId}, 8))`,
  like: (text, pattern) =>
    sql<SqlBool>`lower(${text}) LIKE lower(CAST(${pattern} AS text) COLLATE "C") ESCAPE '\\'`,
  within: (text, from, to) =>
    sql<SqlBool>`(lower(${text}) >= lower(CAST(${from} AS text) COLLATE "C") AND lower(${text}) < lower(CAST(${to} AS text) COLLATE "C"))`,
  unindexed: (column) => sql`(${column} || '')`,
  rows: (table, objects) =>
    sql`pg_catalog.json_populate_recordset(CAST(NULL AS ${table}), CAST(${objects} AS json))`,
  clock: {
    reading: sql`pg_catalog.statement_timestamp()`,
    instant: (reading, secondsLater) => {
      const at =
        secondsLater === undefined
          ? reading
          : sql`(${reading} + pg_catalog.make_interval(secs => ${secondsLater}))`;
      return sql<string>`pg_catalog.to_char(${at} AT TIME ZONE 'UTC', ${INSTANT})`;
    },
  },
  locks: {
    wait: (name) => sql`pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(${name}, ${HASH_SEED}))`,
    attempt: (name) =>
      sql<SqlBool>`pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended(${name}, ${HASH_SEED}))`,
  },
  pipelines: true,
};
