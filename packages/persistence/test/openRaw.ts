import type { StorageError } from "@planwright/domain";
import type { RawAccess, RawColumn, RawValue } from "@planwright/domain/testing";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";
import { failure } from "../src/sqlite/failure.ts";

const attempt = <A>(use: () => A): Effect.Effect<A, StorageError> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(use());
    } catch (cause) {
      return failure(cause);
    }
  });

const condition = ({ where }: RawColumn): string =>
  Object.keys(where)
    .map((name) => `"${name}" = ?`)
    .join(" AND ") || "1";

const update = (database: Database.Database, at: RawColumn, value: RawValue): void => {
  database
    .prepare(`UPDATE "${at.table}" SET "${at.column}" = ? WHERE ${condition(at)}`)
    .run(value, ...Object.values(at.where));
};

/** The triggers of a table stand aside while `use` runs, and are there again afterwards. */
const withoutTriggers = (database: Database.Database, table: string, use: () => void): void => {
  const triggers = database
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
    )
    .all(table);
  database.transaction(() => {
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
    use();
    for (const { sql } of triggers) database.exec(sql);
  })();
};

/** Looks at a ledger and changes it beside the stores, on a connection of its own that is closed with the scope. */
export const openRaw = (file: string): Effect.Effect<RawAccess["Service"], never, Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => {
        const database = new Database(file, { fileMustExist: true });
        database.pragma("foreign_keys = ON");
        return database;
      }),
      (database) => Effect.sync(() => database.close()),
    ),
    (database): RawAccess["Service"] => ({
      read: (at) =>
        attempt(() => {
          const order = at.table === "pw_snapshots" ? "" : "ORDER BY rowid";
          const sql = `SELECT "${at.column}" FROM "${at.table}" WHERE ${condition(at)} ${order}`;
          return database
            .prepare<Array<RawValue>, RawValue>(sql)
            .pluck()
            .all(...Object.values(at.where));
        }),
      update: (at, value) => attempt(() => update(database, at, value)),
      plant: (at, value) =>
        attempt(() => {
          database.pragma("foreign_keys = OFF");
          database.pragma("ignore_check_constraints = ON");
          try {
            withoutTriggers(database, at.table, () => update(database, at, value));
          } finally {
            database.pragma("ignore_check_constraints = OFF");
            database.pragma("foreign_keys = ON");
          }
        }),
      count: (table) =>
        attempt(() => database.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0),
    }),
  );
