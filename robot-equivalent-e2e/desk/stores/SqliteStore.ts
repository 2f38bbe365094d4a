import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Lock, Row, Store } from "./Store.ts";

/** A ledger in a file, which need not be there yet. */
export class SqliteStore implements Store {
  readonly url: string;
  readonly env = {};
  readonly #file: string;

  constructor(file: string) {
    this.url = `sqlite://${file}`;
    this.#file = file;
  }

  async rows(sql: string): Promise<ReadonlyArray<Row>> {
    return this.#raw((database) => database.prepare(sql).all());
  }

  async meddle(...statements: ReadonlyArray<string>): Promise<void> {
    this.#raw((database) => database.exec(["BEGIN", ...statements, "COMMIT"].join(";\n")));
  }

  #raw<A>(use: (database: DatabaseSync) => A): A {
    const database = new DatabaseSync(this.#file);
    try {
      return use(database);
    } finally {
      database.close();
    }
  }

  /** Its bytes, one character each. */
  async contents(): Promise<string> {
    return existsSync(this.#file) ? readFileSync(this.#file, "latin1") : "";
  }

  async lock(): Promise<Lock> {
    const database = new DatabaseSync(this.#file);
    database.exec("BEGIN IMMEDIATE");
    return {
      release: async () => {
        database.exec("ROLLBACK");
        database.close();
      },
    };
  }

  async close(): Promise<void> {}
}
