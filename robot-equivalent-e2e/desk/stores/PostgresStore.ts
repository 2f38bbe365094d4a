import process from "node:process";
import { connected, createDatabase, type Database, templateDatabase } from "@planwright/test-postgres";
import { inject } from "vitest";
import { program } from "../installed.ts";
import { start } from "../start.ts";
import type { Lock, Row, Store } from "./Store.ts";

/** The types of the server that are numbers to us and texts to its driver: whole numbers of 8 bytes, exact numbers. */
const NUMBERS = new Set([20, 1700]);

/**
 * A URL with a password in it, so that one can be looked for in what programs say. A server that wants none takes any.
 */
const withPassword = (url: string): { readonly url: string; readonly secret: string } => {
  const complete = new URL(url);
  if (complete.password === "") complete.password = process.env.PGPASSWORD ?? "not-to-be-told";
  return { url: complete.href, secret: decodeURIComponent(complete.password) };
};

/** Lets the packed program make its tables in an empty database. */
const migrate = async (url: string): Promise<void> => {
  const env = { PATH: process.env.PATH, HOME: inject("run"), PLANWRIGHT_DATABASE_URL: url };
  const { code, stderr } = await start([program, "db", "migrate"], { cwd: inject("run"), env }).ended;
  if (code !== 0) throw new Error(`the program made no tables: ${stderr}`);
};

/** A ledger in a database on a server. */
export class PostgresStore implements Store {
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly secret: string;
  readonly #drop: () => Promise<void>;

  private constructor({ drop, url }: Pick<Database, "drop" | "url">) {
    const complete = withPassword(url);
    this.url = complete.url;
    this.secret = complete.secret;
    this.env = { PLANWRIGHT_DATABASE_URL: this.url };
    this.#drop = drop;
  }

  /** An empty ledger on the server of this run. */
  static async make(): Promise<PostgresStore> {
    const template = await templateDatabase(`e2e ${inject("run")}`, migrate);
    return new PostgresStore(await createDatabase({ template }));
  }

  /** A database without any table on the server of this run. */
  static async bare(): Promise<PostgresStore> {
    return new PostgresStore(await createDatabase());
  }

  /** The database of a URL, on a server that is the test's own. */
  static at(url: string): PostgresStore {
    return new PostgresStore({ url, drop: async () => {} });
  }

  rows(sql: string): Promise<ReadonlyArray<Row>> {
    return connected(this.url, async (client) => {
      const { fields, rows } = await client.query<Record<string, unknown>>(sql);
      const numbers = fields.filter(({ dataTypeID }) => NUMBERS.has(dataTypeID)).map(({ name }) => name);
      return rows.map((row) => ({
        ...row,
        ...Object.fromEntries(numbers.map((name) => [name, row[name] === null ? null : Number(row[name])])),
      }));
    });
  }

  meddle(...statements: ReadonlyArray<string>): Promise<void> {
    return connected(this.url, async (client) => {
      await client.query(["BEGIN", ...statements, "COMMIT"].join(";\n"));
    });
  }

  /** The rows of every table, as the server writes them. */
  contents(): Promise<string> {
    return connected(this.url, async (client) => {
      const { rows: tables } = await client.query<{ readonly name: string }>(
        "SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
      );
      const each = tables.map(({ name }) => `SELECT '${name} ' || t::text AS row FROM ${name} t`);
      const { rows } = await client.query<{ readonly row: string }>(
        `SELECT row FROM (${["SELECT NULL WHERE false", ...each].join(" UNION ALL ")}) AS all_of_it(row) ORDER BY row`,
      );
      return rows.map(({ row }) => row).join("\n");
    });
  }

  async lock(): Promise<Lock> {
    const taken = Promise.withResolvers<void>();
    const enough = Promise.withResolvers<void>();
    const holding = connected(this.url, async (client) => {
      await client.query("BEGIN; LOCK TABLE v3_plans IN SHARE MODE");
      taken.resolve();
      await enough.promise;
      await client.query("ROLLBACK");
    });
    await Promise.race([taken.promise, holding]);
    return {
      release: async () => {
        enough.resolve();
        await holding;
      },
    };
  }

  close(): Promise<void> {
    return this.#drop();
  }
}
