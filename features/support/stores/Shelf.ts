import type { Combination } from "../combinations.ts";
import type { Ledger } from "./Ledger.ts";
import { openMemory } from "./memory.ts";
import { PostgresDatabase } from "./PostgresDatabase.ts";
import { openPostgres } from "./postgres.ts";
import { makeEmptyLedger, openSqlite } from "./sqlite.ts";

/** Empty ledgers for the scenarios of one run; what they are made from is made when it is first needed. */
export class Shelf {
  readonly #folder: string;
  #emptyFile: Promise<string> | undefined;
  #database: Promise<PostgresDatabase> | undefined;

  /** `folder` is for what scenarios share. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** An empty ledger; `folder` is the scenario's own. The one before must be closed. */
  async take(store: Combination["store"], folder: string): Promise<Ledger> {
    switch (store) {
      case "memory":
        return openMemory(folder);
      case "sqlite":
        this.#emptyFile ??= makeEmptyLedger(this.#folder);
        return openSqlite(folder, await this.#emptyFile);
      case "postgres":
        this.#database ??= PostgresDatabase.make();
        return openPostgres(folder, await this.#database);
    }
  }

  async clear(): Promise<void> {
    const database = await this.#database;
    await database?.drop();
  }
}
