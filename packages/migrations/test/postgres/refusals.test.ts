import { createServer, type Server } from "node:net";
import { expect, it } from "@effect/vitest";
import { startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import type { ClientConfig } from "pg";
import { onTestFinished } from "vitest";
import {
  ensureSchema,
  type MigrationError,
  migrate,
  type PostgresLocation,
  plan,
  status,
  verify,
} from "../../src/index.ts";
import { emptyDatabase, ledger, legacyDatabase, type TestDatabase } from "./database.ts";
import { namesIn } from "./look.ts";

const commands = (
  location: PostgresLocation,
): Readonly<Record<string, Effect.Effect<unknown, MigrationError>>> => ({
  migrate: migrate(location),
  ensureSchema: ensureSchema(location),
  plan: plan(location),
  status: status(location),
  verify: verify(location),
});

/** Every command fails with a reason like that, and says so in one sentence that names the database. */
const expectReasons = Effect.fnUntraced(function* (location: PostgresLocation, reason: object) {
  for (const [name, command] of Object.entries(commands(location))) {
    const error = yield* Effect.flip(command);
    expect({ name, reason: error.reason }).toMatchObject({ name, reason });
    expect(error.message).toMatch(/^[^\n]+\.$/);
    expect(error.message).toContain(location.address);
  }
});

/** The same, and leaves the database as it is. */
const expectRefusals = Effect.fnUntraced(function* ({ connect, location }: TestDatabase, reason: object) {
  const client = yield* Effect.promise(connect);
  const before = yield* Effect.promise(() => namesIn(client));
  yield* expectReasons(location, reason);
  expect(yield* Effect.promise(() => namesIn(client))).toEqual(before);
});

const after = Effect.fnUntraced(function* (make: () => Promise<TestDatabase>, sql: string) {
  const database = yield* Effect.promise(make);
  const client = yield* Effect.promise(database.connect);
  yield* Effect.promise(() => client.query(sql));
  return database;
});

it.live("refuses a newer schema", () =>
  Effect.gen(function* () {
    const database = yield* after(
      ledger,
      "INSERT INTO pw_migrations VALUES (4, '0004_tomorrow', '0003_ledger_tables', 'c', false, 't', 0, 0)",
    );
    yield* expectRefusals(database, {
      _tag: "SchemaTooNew",
      newest: "0004_tomorrow",
      supported: "0003_ledger_tables",
    });
  }),
);

it.live.each([
  {
    problem: "edited",
    migration: "0002_align_plans_schema",
    tamper: "UPDATE pw_migrations SET checksum = 'other' WHERE position = 2",
  },
  { problem: "missing", migration: "0001_baseline", tamper: "DELETE FROM pw_migrations WHERE position = 1" },
  {
    problem: "reordered",
    migration: "0003_ledger_tables",
    tamper: `UPDATE pw_migrations SET name = name || '?' WHERE position > 1;
      UPDATE pw_migrations SET name = CASE position WHEN 2 THEN '0003_ledger_tables' ELSE '0002_align_plans_schema' END WHERE position > 1`,
  },
  {
    problem: "unknown",
    migration: "0002_other",
    tamper: "UPDATE pw_migrations SET name = '0002_other' WHERE position = 2",
  },
])("refuses a history with an entry that is $problem [U16]", ({ problem, migration, tamper }) =>
  Effect.gen(function* () {
    const database = yield* after(ledger, `SET session_replication_role = replica; ${tamper}`);
    yield* expectRefusals(database, { _tag: "HistoryMismatch", problem, migration });
  }),
);

it.live.each([
  { what: "other tables", tag: "ForeignSchema", sql: "CREATE TABLE customers (id INTEGER)" },
  { what: "another's view", tag: "ForeignSchema", sql: "CREATE VIEW customers AS SELECT 1 AS one" },
  {
    what: "a table of plans with another shape",
    tag: "ForeignSchema",
    sql: "CREATE TABLE v3_plans (plan_id TEXT)",
  },
  {
    what: "a table of migrations with another shape",
    tag: "ForeignSchema",
    sql: "CREATE TABLE pw_migrations (id INTEGER)",
  },
  {
    what: "another revision",
    tag: "UnknownRevision",
    sql: "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('m3_001'); CREATE TABLE plans (id TEXT)",
  },
])("refuses a database with $what", ({ tag, sql }) =>
  Effect.gen(function* () {
    yield* expectRefusals(yield* after(emptyDatabase, sql), { _tag: tag });
  }),
);

it.live.each([
  {
    what: "a column is missing",
    sql: "ALTER TABLE v3_plans DROP COLUMN tags_json",
    why: "it has no v3_plans.tags_json",
  },
  { what: "a table is missing", sql: "DROP TABLE plan_invariants", why: "it has no plan_invariants" },
  {
    what: "a type differs",
    sql: "ALTER TABLE actions ALTER COLUMN created_at TYPE TIMESTAMP USING created_at::TIMESTAMP",
    why: "it has another type of actions.created_at",
  },
  {
    what: "a column of its own has a name that is needed",
    sql: "ALTER TABLE v3_plans ADD COLUMN version TEXT",
    why: "its own v3_plans.version would get in the way",
  },
])("refuses to adopt a store where $what", ({ sql, why }) =>
  Effect.gen(function* () {
    const database = yield* after(legacyDatabase, sql);
    yield* expectRefusals(database, { _tag: "ForeignSchema", what: expect.stringContaining(why) });
  }),
);

it.live("adopts a store of another or no revision whose shape is right", () =>
  Effect.gen(function* () {
    for (const change of [
      "UPDATE alembic_version SET version_num = 'm9_999'",
      "DROP TABLE alembic_version",
    ]) {
      const { location } = yield* after(legacyDatabase, change);
      expect((yield* migrate(location)).applied).toHaveLength(3);
    }
  }),
);

it.live("takes what an extension brings for no contents of the database", () =>
  Effect.gen(function* () {
    const { location } = yield* after(
      emptyDatabase,
      // What belongs to an extension is marked so; no server has to have one of those that bring tables.
      "CREATE TABLE brought (id INTEGER); ALTER EXTENSION plpgsql ADD TABLE brought",
    );
    expect(yield* status(location)).toMatchObject({ condition: "empty" });
    yield* migrate(location);
    expect(yield* verify(location)).toEqual({ equal: true, differences: [], extras: [] });
  }),
);

const withOptions = (location: PostgresLocation, options: string): PostgresLocation => ({
  ...location,
  engine: "postgresql",
  client: { ...(location.engine === "postgresql" ? location.client : {}), options },
});

it.live("refuses a server that is too old, an encoding that lacks letters, and a path without a schema", () =>
  Effect.gen(function* () {
    // A server of another version is one that answers so.
    const old = yield* after(
      emptyDatabase,
      `CREATE SCHEMA old; CREATE FUNCTION old.current_setting(name TEXT) RETURNS TEXT LANGUAGE SQL AS
        $$SELECT CASE name WHEN 'server_version_num' THEN '130023' WHEN 'server_version' THEN '13.23' ELSE pg_catalog.current_setting(name) END$$`,
    );
    const location = withOptions(old.location, "-c search_path=old,pg_catalog");
    yield* expectReasons(location, { _tag: "Unsupported" });
    expect((yield* Effect.flip(migrate(location))).message).toBe(
      `The database ${location.address} cannot hold a ledger: its server is PostgreSQL 13.23, and 14 or newer is needed.`,
    );
    yield* expectReasons(withOptions(old.location, "-c search_path=nowhere"), {
      _tag: "Unsupported",
      what: 'there is no schema for it, since none of "nowhere" (search_path) exists',
    });
    const name = new URL(old.url).pathname.slice(1);
    const ascii = `${name}_ascii`;
    const client = yield* Effect.promise(old.connect);
    yield* Effect.promise(() =>
      client.query(`CREATE DATABASE ${ascii} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'`),
    );
    onTestFinished(async () => {
      await client.query(`DROP DATABASE ${ascii} WITH (FORCE)`);
    });
    yield* expectReasons(
      { engine: "postgresql", address: "ascii", client: { connectionString: old.url.replace(name, ascii) } },
      { _tag: "Unsupported", what: "its encoding is SQL_ASCII, and UTF8 is needed" },
    );
  }),
);

const PASSWORD = "hunter2-and-more";

const at = (client: ClientConfig): PostgresLocation => ({
  engine: "postgresql",
  address: "postgresql://u@somewhere/db",
  client: { user: "planwright", password: PASSWORD, database: "postgres", ...client },
});

const listening = (server: Server): Promise<number> =>
  new Promise((resume) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resume(typeof address === "object" && address !== null ? address.port : 0);
    });
    onTestFinished(() => {
      server.close();
    });
  });

/** Fails as unavailable, tells why, keeps the password to itself, and may be tried again. */
const expectUnavailable = Effect.fnUntraced(function* (location: PostgresLocation, what: RegExp) {
  yield* expectReasons(location, { _tag: "Unavailable", what: expect.stringMatching(what) });
  const error = yield* Effect.flip(status(location));
  expect(error.message).not.toContain(PASSWORD);
  expect(String(error.cause)).not.toContain(PASSWORD);
  expect(error.retryable).toBe(true);
});

it.live("says why there is no connection: nobody there, nobody who answers, no database, no TLS", () =>
  Effect.gen(function* () {
    const closed = createServer();
    const port = yield* Effect.promise(() => listening(closed));
    closed.close();
    yield* expectUnavailable(at({ host: "127.0.0.1", port }), /ECONNREFUSED/);
    const silent = yield* Effect.promise(() => listening(createServer(() => {})));
    yield* expectUnavailable(at({ host: "127.0.0.1", port: silent, connectionTimeoutMillis: 50 }), /timeout/);
    const rude = yield* Effect.promise(() => listening(createServer((socket) => socket.destroy())));
    yield* expectUnavailable(at({ host: "127.0.0.1", port: rude }), /terminated|ECONNRESET/);
    const { url } = yield* Effect.promise(emptyDatabase);
    const connectionString = url.replace(/\/[^/]*$/, "/no_such_database");
    yield* expectUnavailable(at({ connectionString }), /database "no_such_database" does not exist/);
    yield* expectUnavailable(at({ connectionString: url, ssl: true }), /does not support SSL/);
  }),
);

it.live(
  "says that a password is wrong, that there are too many clients, and that the server is gone",
  () =>
    Effect.gen(function* () {
      const server = yield* Effect.promise(() =>
        startServer({
          settings: { max_connections: "4", superuser_reserved_connections: "1" },
          files: {
            "pg_hba.conf":
              "host all planwright 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n",
          },
        }),
      );
      onTestFinished(() => server.remove());
      const { hostname, port } = new URL(server.url);
      const place = { host: hostname, port: Number(port) };
      yield* expectUnavailable(at({ ...place, user: "stranger" }), /password authentication failed/);
      yield* migrate(at(place));
      const holders = yield* Effect.promise(async () => {
        const { Client } = await import("pg");
        const open = Array.from({ length: 4 }, () => new Client({ connectionString: server.url }));
        for (const client of open) client.on("error", () => {});
        await Promise.all(open.map((client) => client.connect()));
        return open;
      });
      yield* expectUnavailable(at(place), /too many clients|remaining connection slots/);
      yield* Effect.promise(() => Promise.all(holders.map((client) => client.end())));
      expect((yield* ensureSchema(at(place))).created).toBe(false);
      yield* Effect.promise(() => server.stop());
      yield* expectUnavailable(at(place), /ECONNREFUSED/);
    }),
  60_000,
);
