import Database from "better-sqlite3";
import type { Play, Twin } from "../measure/Arena.ts";
import type { SqliteCall } from "./recordCalls.ts";

/** What a connection is told about itself; the twin gets the same answers. */
const PRAGMAS = [
  "foreign_keys",
  "synchronous",
  "journal_mode",
  "wal_autocheckpoint",
  "cache_size",
  "mmap_size",
  "temp_store",
  "busy_timeout",
] as const;

/** Runs a call by its prepared statement; answers how many rows it read or wrote. */
type Step = () => number;

/**
 * What the driver alone does with the same statements and the same values: each text prepared once, `BEGIN` and `COMMIT`
 * too, rows as objects, nothing made of them.
 */
export class RawTwin implements Twin<SqliteCall> {
  readonly database: Database.Database;
  readonly #prepared = new Map<string, Database.Statement<Array<unknown>>>();

  constructor(file: string) {
    this.database = new Database(file, { fileMustExist: true });
  }

  /** Sets up the connection as another one is. */
  setUpLike(other: Database.Database): void {
    for (const pragma of PRAGMAS) {
      const value = other.pragma(pragma, { simple: true });
      this.database.pragma(`${pragma} = ${String(value)}`);
      if (this.database.pragma(pragma, { simple: true }) !== value) {
        throw new Error(`the twin's ${pragma} is not ${String(value)}`);
      }
    }
  }

  prepare(calls: ReadonlyArray<SqliteCall>): Play {
    const steps = calls.map((call) => this.#stepFor(call));
    return () => {
      for (const step of steps) step();
    };
  }

  prepareChecked(calls: ReadonlyArray<SqliteCall>): Play {
    const steps = calls.map((call) => ({ call, step: this.#stepFor(call) }));
    return () => {
      for (const { call, step } of steps) {
        const rows = step();
        if (call.method !== "exec" && rows !== call.rows) {
          throw new Error(`the twin has ${rows} rows where the ledger had ${call.rows}: ${call.text}`);
        }
      }
    };
  }

  #stepFor({ method, text, values }: SqliteCall): Step {
    const statement = this.#statement(text);
    switch (method) {
      case "all":
        return () => statement.all(...values).length;
      case "get":
        return () => (statement.get(...values) === undefined ? 0 : 1);
      case "run":
      case "exec":
        return () => statement.run(...values).changes;
    }
  }

  #statement(text: string): Database.Statement<Array<unknown>> {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const made = this.database.prepare<Array<unknown>>(text);
    this.#prepared.set(text, made);
    return made;
  }

  close(): void {
    this.database.close();
  }
}
