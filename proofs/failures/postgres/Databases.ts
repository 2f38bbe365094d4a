import { migrate } from "@planwright/migrations";
import type { PersistenceOptions } from "@planwright/persistence";
import { connected } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import type { Ask, Row } from "../Contents.ts";
import { type Place, Stage } from "../Stage.ts";

/** Asks in SQL on a connection of its own, which is closed afterwards. */
export const ask =
  (url: string): Ask =>
  (sql) =>
    connected(url, async (client): Promise<ReadonlyArray<Row>> => (await client.query<Row>(sql)).rows);

const TEMPLATE = "template_ledger";

/** Makes the tables of a ledger in an empty database. */
const makeTables = async (url: string): Promise<void> => {
  const location = { engine: "postgresql", address: "template", client: { connectionString: url } } as const;
  await Effect.runPromise(migrate(location));
};

/** The databases of a server that is a test's own, with a template of a ledger. */
export class Databases {
  /** Of an administrator, in no ledger. */
  readonly url: string;
  #made = 0;

  constructor(url: string) {
    this.url = url;
  }

  /** Makes the template; once, before any place. */
  async prepare(): Promise<void> {
    await this.admin(`CREATE DATABASE ${TEMPLATE}`);
    await makeTables(this.urlOf(TEMPLATE));
  }

  /** The URL of a database on it. */
  urlOf(database: string): string {
    const url = new URL(this.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** Asks in SQL as an administrator, in no ledger. */
  admin(sql: string): Promise<ReadonlyArray<Row>> {
    return ask(this.url)(sql);
  }

  /** Sets a setting of the server for connections that there are as well, or takes it back. */
  async set(name: string, value: string | null): Promise<void> {
    await this.admin(value === null ? `ALTER SYSTEM RESET ${name}` : `ALTER SYSTEM SET ${name} = '${value}'`);
    await this.admin("SELECT pg_reload_conf()");
  }

  /** A copy of the template. */
  async place(): Promise<Place & { readonly database: string }> {
    const database = `ledger_${++this.#made}`;
    await this.create(database);
    const url = this.urlOf(database);
    return { database, url, ask: ask(url), remove: () => this.drop(database) };
  }

  /** An open ledger in a database of its own. */
  async stage(options?: PersistenceOptions): Promise<Stage> {
    return Stage.open(await this.place(), options);
  }

  /** An open ledger in a database, reached in a way of its own. */
  stageIn(place: Place, url: string, options?: PersistenceOptions): Promise<Stage> {
    return Stage.open(place, options, url);
  }

  /** Makes a database as a copy of the template, or of another one. */
  async create(database: string, template = TEMPLATE): Promise<void> {
    await this.admin(`CREATE DATABASE ${database} TEMPLATE ${template}`);
  }

  /** Removes a database, whoever is connected; nothing when it is gone. */
  async drop(database: string): Promise<void> {
    await this.admin(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  }
}
