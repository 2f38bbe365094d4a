import type { Database } from "better-sqlite3";
import type { Call } from "../measure/Arena.ts";

/** How the driver was asked. */
export type Method = "all" | "get" | "run" | "exec";

/** One call of SQLite's driver. */
export interface SqliteCall extends Call {
  readonly method: Method;
  readonly values: ReadonlyArray<unknown>;
}

/** Everything that a connection is asked from now on. */
export interface Recording {
  /** The calls since the last time, in their order. */
  readonly take: () => ReadonlyArray<SqliteCall>;
}

/** Writes down every statement that is run on a connection through `exec`, or prepared from now on and run. */
export const recordCalls = (database: Database): Recording => {
  let calls: Array<SqliteCall> = [];
  const note = (text: string, method: Method, values: ReadonlyArray<unknown>, rows: number) => {
    calls.push({ text, method, values, rows });
  };
  const prepare = (text: string) => {
    const statement = original.prepare<Array<unknown>>(text);
    const all = statement.all.bind(statement);
    const get = statement.get.bind(statement);
    const run = statement.run.bind(statement);
    return Object.assign(statement, {
      all: (...values: ReadonlyArray<unknown>) => {
        const rows = all(...values);
        note(text, "all", values, rows.length);
        return rows;
      },
      get: (...values: ReadonlyArray<unknown>) => {
        const row = get(...values);
        note(text, "get", values, row === undefined ? 0 : 1);
        return row;
      },
      run: (...values: ReadonlyArray<unknown>) => {
        const written = run(...values);
        note(text, "run", values, written.changes);
        return written;
      },
    });
  };
  const exec = (text: string) => {
    original.exec(text);
    note(text, "exec", [], 0);
    return database;
  };
  const original = {
    prepare: database.prepare.bind(database) as typeof database.prepare,
    exec: database.exec.bind(database),
  };
  Object.assign(database, { prepare, exec });
  return {
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
};
