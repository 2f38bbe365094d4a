import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createDatabase, templateDatabase } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import { Client, DatabaseError } from "pg";
import { onTestFinished, vi } from "vitest";
import { migrate, type PostgresLocation } from "../../src/index.ts";
import { release } from "../../src/postgres/release.ts";

// Each of these tests has a database of its own made, on a server that all tests of a run share.
vi.setConfig({ testTimeout: 60_000 });

/** The schema of the other program, as SQL. */
export const legacySchema = readFileSync(new URL("../fixtures/legacy.postgres.sql", import.meta.url), "utf8");

/** A database of a test. */
export interface TestDatabase {
  readonly url: string;
  readonly location: PostgresLocation;
  /** Opens a connection, closed when the test is over. */
  readonly connect: () => Promise<Client>;
}

/** Where a URL leads to. */
export const locationOf = (url: string): PostgresLocation => ({
  engine: "postgresql",
  address: new URL(url).pathname.slice(1),
  client: { connectionString: url },
});

const connect = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return client;
};

const testDatabase = async (template?: string): Promise<TestDatabase> => {
  const { drop, url } = await createDatabase(template === undefined ? {} : { template });
  onTestFinished(drop);
  return { url, location: locationOf(url), connect: () => connect(url) };
};

/** A database without anything. */
export const emptyDatabase = (): Promise<TestDatabase> => testDatabase();

/** Adds the action `local/a`. */
export const ACTION = `INSERT INTO actions (namespaced_name, namespace, name, description, strategy_actor, execution_actor, created_at, updated_at)
VALUES ('local/a', 'local', 'a', 'd', 'local/s', 'local/e', 't', 't')`;

const filled = async (url: string, sql: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

const digest = createHash("sha256")
  .update(JSON.stringify([release, ACTION, legacySchema]))
  .digest("hex");

/** A current ledger with one action, `local/a`. */
export const ledger = async (): Promise<TestDatabase> =>
  testDatabase(
    await templateDatabase(`migrations ledger ${digest}`, async (url) => {
      await Effect.runPromise(migrate(locationOf(url)));
      await filled(url, ACTION);
    }),
  );

/** A database of the other program without a row. */
export const legacyDatabase = async (): Promise<TestDatabase> =>
  testDatabase(await templateDatabase(`migrations legacy ${digest}`, (url) => filled(url, legacySchema)));

/** A database without anything, whose locale orders letters as English readers do; before version 15 there is no such to be had everywhere. */
export const inEnglish = async (): Promise<TestDatabase> => {
  const beside = await createDatabase();
  onTestFinished(beside.drop);
  const name = `${beside.name}_en`;
  const url = beside.url.replace(beside.name, name);
  const admin = await connect(beside.url);
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
  const { rows } = await admin.query("SELECT current_setting('server_version_num')::INT >= 150000 AS icu");
  const locale = rows[0]?.icu === true ? "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'" : "LOCALE 'C'";
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' ${locale}`);
  return { url, location: locationOf(url), connect: () => connect(url) };
};

/** The code and message of what a statement is refused with; undefined when it is not. */
export const refusalOf = async (statement: Promise<unknown>): Promise<string | undefined> => {
  try {
    await statement;
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseError) return `${error.code}: ${error.message}`;
    throw error;
  }
};
