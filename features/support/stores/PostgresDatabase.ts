import assert from "node:assert/strict";
import { connected, createDatabase, type Database } from "@planwright/test-postgres";
import type { StoredText } from "./Ledger.ts";
import { makeSchema } from "./makeSchema.ts";
import { type Client, contentsOf, empty, makeOlder, plant, type Table, tablesIn } from "./postgresBeside.ts";

/**
 * A database on the server of this run with the schema as the migrations make it, for one scenario after the other:
 * emptying it takes a few milliseconds, which is a fraction of what making one takes.
 */
export class PostgresDatabase {
  readonly url: string;
  readonly #client: Client;
  readonly #tables: ReadonlyArray<Table>;
  /** What it holds when nobody has used it. */
  readonly #fresh: string;
  readonly #drop: () => Promise<void>;

  private constructor(
    url: string,
    client: Client,
    tables: ReadonlyArray<Table>,
    fresh: string,
    drop: () => Promise<void>,
  ) {
    this.url = url;
    this.#client = client;
    this.#tables = tables;
    this.#fresh = fresh;
    this.#drop = drop;
  }

  static async make(): Promise<PostgresDatabase> {
    const database = await createDatabase();
    await makeSchema(database.url);
    const { client, end } = await connectionTo(database);
    const tables = await tablesIn(client);
    const drop = async () => {
      await end();
      await database.drop();
    };
    return new PostgresDatabase(database.url, client, tables, await contentsOf(client, tables), drop);
  }

  /** Takes out everything that a scenario put in, and fails where anything is not as the migrations made it. */
  async empty(): Promise<void> {
    await empty(this.#client, this.#tables);
    const now = await contentsOf(this.#client, this.#tables);
    assert.equal(now, this.#fresh, "the database is not empty again");
  }

  /** Puts a text into a column of a plan where no rule of the ledger would let it. */
  plant(planId: string, column: StoredText, text: string): Promise<void> {
    return plant(this.#client, this.#tables, planId, column, text);
  }

  /** Makes every instant that is stored earlier by so many milliseconds. */
  makeOlder(millis: number): Promise<void> {
    return makeOlder(this.#client, this.#tables, millis);
  }

  drop(): Promise<void> {
    return this.#drop();
  }
}

/** A connection that stays open until it is ended. */
const connectionTo = async ({
  url,
}: Database): Promise<{ readonly client: Client; readonly end: () => Promise<void> }> => {
  const opened = Promise.withResolvers<Client>();
  const enough = Promise.withResolvers<void>();
  const open = connected(url, async (client) => {
    opened.resolve(client);
    await enough.promise;
  });
  open.catch(opened.reject);
  const client = await opened.promise;
  return {
    client,
    end: async () => {
      enough.resolve();
      await open;
    },
  };
};
