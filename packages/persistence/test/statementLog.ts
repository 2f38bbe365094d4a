import type { Database, Statement } from "better-sqlite3";
import * as Effect from "effect/Effect";

/** What ran on a connection, in order; BEGIN, COMMIT and the like are not among it. */
export interface StatementLog {
  readonly entries: Array<{ readonly sql: string; readonly values: ReadonlyArray<unknown> }>;
  /** To be handed to the layer as `prepare`. */
  readonly watch: (database: Database) => Effect.Effect<void>;
}

/** Watches the statements that a connection runs, with what is bound to them. */
export const makeStatementLog = (): StatementLog => {
  const entries: StatementLog["entries"] = [];
  const watched = (statement: Statement<Array<unknown>>, sql: string): Statement<Array<unknown>> =>
    new Proxy(statement, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...values: Array<unknown>) => {
          entries.push({ sql, values });
          return Reflect.apply(member, target, values);
        };
      },
    });
  return {
    entries,
    watch: (database) =>
      Effect.sync(() => {
        const prepare = database.prepare.bind(database);
        Object.assign(database, {
          prepare: (sql: string) => watched(prepare<Array<unknown>>(sql), sql),
        });
      }),
  };
};
