import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import type { StorageReason, Stores } from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import { createDatabase, startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { Client } from "pg";
import { vi } from "vitest";
import { classifyError } from "../../src/classifyError.ts";
import { reasonOf } from "../openLedger.ts";
import {
  ledgerDatabase,
  makeTables,
  onConnection,
  openBeside,
  openLedger,
  openWithAction,
} from "./ledgerDatabase.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const factory = makePlanFactory();
const DIGEST = "d".repeat(64);

const keep = (stores: Stores) => stores.snapshots.keep(DIGEST, "text");
const find = (stores: Stores) => stores.snapshots.find(DIGEST);
const run = (client: Client, text: string) => Effect.promise(() => client.query(text));

/** Why a ledger cannot be opened at a URL. */
const refusal = (url: string) => reasonOf(Effect.scoped(openLedger(url, { waitMillis: 30 })));

/** The same database as somebody else. */
const as = (url: string, user: string, password = ""): string => {
  const other = new URL(url);
  other.username = user;
  other.password = password;
  return other.href;
};

/** A server of its own, with an empty ledger. */
const ownServer = (options: Parameters<typeof startServer>[0] = {}) =>
  Effect.tap(
    Effect.acquireRelease(
      Effect.promise(() => startServer(options)),
      (server) => Effect.promise(() => server.remove()),
    ),
    ({ url }) => Effect.promise(() => makeTables(url)),
  );

/** Something that listens and is no PostgreSQL. */
const someServer = (onData: (socket: Socket) => void) =>
  Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<{ readonly port: number; readonly close: () => void }>((resolve) => {
          const server = createServer((socket) => {
            socket.on("error", () => {});
            socket.on("data", () => onData(socket));
          });
          server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            resolve({ port: address instanceof Object ? address.port : 0, close: () => server.close() });
          });
        }),
    ),
    ({ close }) => Effect.sync(close),
  );

/** Damages the table of snapshots where the server keeps it. */
const overwriteSnapshots = async (server: Awaited<ReturnType<typeof startServer>>): Promise<void> => {
  const { rows } = await onConnection(server.url, (client) =>
    client.query<{ readonly file: string }>("SELECT pg_relation_filepath('pw_snapshots') AS file"),
  );
  await server.stop();
  const file = join(server.dataFolder, rows[0]?.file ?? "");
  writeFileSync(file, readFileSync(file).fill(0xa5));
  await server.start();
};

/** A role that may log in to all databases of the server, gone with the scope. */
const role = (beside: Client, name: string, more = "") =>
  Effect.acquireRelease(run(beside, `CREATE ROLE ${name} LOGIN ${more}`), () =>
    Effect.asVoid(run(beside, `DROP OWNED BY ${name}; DROP ROLE ${name}`)),
  );

it.live("Busy: somebody holds a lock for longer than may be waited; it says for how long", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openLedger(url, { waitMillis: 50 });
    const other = yield* openBeside(url);
    yield* run(other, "BEGIN; LOCK TABLE pw_snapshots");
    const reason = yield* reasonOf(uow.write(keep));
    expect(reason._tag).toBe("Busy");
    if (reason._tag === "Busy") expect(reason.waitedMillis).toBeGreaterThanOrEqual(45);
    yield* run(other, "COMMIT");
    yield* uow.write(keep);
  }).pipe(Effect.scoped),
);

it.live("Busy: a statement takes longer than it may, or an operator cancels it", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openLedger(url, { statementMillis: 50, lockMillis: 0 });
    const other = yield* openBeside(url);
    yield* run(other, "BEGIN; LOCK TABLE pw_snapshots");
    expect((yield* reasonOf(uow.write(keep)))._tag).toBe("Busy");
    yield* run(other, "COMMIT");
    yield* run(
      other,
      `CREATE FUNCTION cancelled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         PERFORM pg_cancel_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NEW; END $$;
       CREATE TRIGGER cancelled BEFORE INSERT ON pw_snapshots FOR EACH ROW EXECUTE FUNCTION cancelled()`,
    );
    expect((yield* reasonOf(uow.write(keep)))._tag).toBe("Busy");
    expect(yield* uow.read(find)).toBeNull();
  }).pipe(Effect.scoped),
);

it.effect("Conflict: names what stood against it, as SQLite does where it can [T4] [D2]", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const root = factory.plan();
    yield* uow.write((stores) => stores.plans.insert([root, factory.child(root)]));
    const insert = (plan: typeof root) => reasonOf(uow.write((stores) => stores.plans.insert([plan])));
    const twice = [
      { name: "local/a", alias: "x", readOnly: false },
      { name: "local/b", alias: "x", readOnly: false },
    ];
    const reasons = [
      yield* insert(root),
      yield* insert(factory.plan({ actionName: "local/unknown" })),
      yield* insert(factory.plan({ rootPlanId: root.planId })),
      yield* insert(factory.plan({ projects: twice })),
    ];
    expect(reasons.map((reason) => (reason._tag === "Conflict" ? reason.constraint : reason))).toEqual([
      "plan_exists",
      "fk_v3_plans_action",
      "ck_v3_plans_root",
      "ux_plan_projects_alias",
    ]);
    const beside = yield* openBeside(url);
    const refused = (text: string) =>
      Effect.promise(async () => {
        try {
          return await beside.query(text);
        } catch (cause) {
          return classifyError(cause, 0);
        }
      });
    expect([
      yield* refused("UPDATE v3_plans SET root_plan_id = NULL"),
      yield* refused("UPDATE v3_plans SET effective_profile_snapshot = 'other'"),
      yield* refused("UPDATE v3_plans SET description = NULL"),
      yield* refused("DO $$ BEGIN RAISE EXCEPTION 'not that one'; END $$"),
    ]).toEqual([
      { _tag: "Conflict", constraint: "identity_immutable" },
      { _tag: "Conflict", constraint: "snapshot_immutable" },
      { _tag: "Conflict", constraint: "v3_plans.description" },
      { _tag: "Conflict", constraint: "a constraint" },
    ]);
  }).pipe(Effect.scoped),
);

it.effect("Conflict: a name is longer than an index takes", () =>
  Effect.gen(function* () {
    const uow = yield* openLedger(yield* ledgerDatabase);
    const digest = randomBytes(3_000).toString("hex");
    expect(yield* reasonOf(uow.write((stores) => stores.snapshots.keep(digest, "text")))).toEqual({
      _tag: "Conflict",
      constraint: "the longest entry that an index may have",
    });
  }).pipe(Effect.scoped),
);

it.effect("prints nothing of what is stored with what was refused [L1]", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerDatabase);
    const plan = factory.plan({ description: "secret", rootPlanId: factory.newId() });
    const error = yield* Effect.flip(uow.write((stores) => stores.plans.insert([plan])));
    const printed = [error, error instanceof Error ? error.cause : null].map(
      (each) => `${String(each)} ${JSON.stringify(each)}`,
    );
    expect(printed.join()).toContain("ck_v3_plans_root");
    expect(printed.join()).not.toContain("secret");
  }).pipe(Effect.scoped),
);

it.effect("ReadOnly: the database is set to it, or the user may only read, and reading goes on", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const beside = yield* openBeside(url);
    yield* role(beside, "pw_reader");
    yield* run(beside, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO pw_reader");
    const reader = yield* openLedger(as(url, "pw_reader"));
    expect(yield* reasonOf(reader.write(keep))).toEqual({ _tag: "ReadOnly" });
    expect(yield* reader.read(find)).toBeNull();
    yield* run(beside, "REVOKE SELECT ON pw_snapshots FROM pw_reader");
    expect(yield* reasonOf(reader.read(find))).toEqual({
      _tag: "Unavailable",
      what: "permission denied for table pw_snapshots",
    });
    yield* run(
      beside,
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$",
    );
    const uow = yield* openLedger(url);
    expect(yield* reasonOf(uow.write(keep))).toEqual({ _tag: "ReadOnly" });
    expect(yield* uow.read(find)).toBeNull();
  }).pipe(Effect.scoped),
);

it.effect("SchemaTooOld: a table, a column or a function is missing", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const beside = yield* openBeside(url);
    yield* run(
      beside,
      `ALTER TABLE pw_snapshots RENAME COLUMN text TO texts; ALTER TABLE pw_settings RENAME TO pw_set`,
    );
    expect([
      yield* reasonOf(uow.read(find)),
      yield* reasonOf(uow.read((stores) => stores.settings.all())),
    ]).toEqual([
      {
        _tag: "SchemaTooOld",
        what: "The ledger has no column text: its schema is older than this program.",
      },
      {
        _tag: "SchemaTooOld",
        what: "The ledger has no table pw_settings: its schema is older than this program.",
      },
    ]);
    const empty = yield* Effect.promise(() => createDatabase());
    const none = yield* openLedger(empty.url);
    expect((yield* reasonOf(none.read((stores) => stores.events.read({ limit: 1 }))))._tag).toBe(
      "SchemaTooOld",
    );
  }).pipe(Effect.scoped),
);

it.effect("Unavailable: the schema was changed under a statement, which is prepared anew next time", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openLedger(url, { poolSize: 1 });
    yield* uow.write(keep);
    expect(yield* uow.read(find)).toBe("text");
    const beside = yield* openBeside(url);
    yield* run(beside, `ALTER TABLE pw_snapshots ALTER COLUMN text TYPE varchar(100)`);
    expect((yield* reasonOf(uow.read(find)))._tag).toBe("Unavailable");
    expect(yield* uow.read(find)).toBe("text");
  }).pipe(Effect.scoped),
);

it.live(
  "Unavailable: a unit of work did nothing for so long that the server ended it; nothing of it is kept",
  () =>
    Effect.gen(function* () {
      const uow = yield* openLedger(yield* ledgerDatabase, { idleInTransactionMillis: 30 });
      const reason = yield* reasonOf(
        uow.write((stores) =>
          Effect.gen(function* () {
            yield* keep(stores);
            yield* Effect.sleep(150);
            yield* find(stores);
          }),
        ),
      );
      expect(reason._tag).toBe("Unavailable");
      expect(yield* uow.read(find)).toBeNull();
    }).pipe(Effect.scoped),
);

it.live("Unavailable: nobody is there, or nobody answers; it says where, and never a password [L1]", () =>
  Effect.gen(function* () {
    const { port } = new URL(yield* ledgerDatabase);
    const silent = yield* someServer(() => {});
    const reasons: ReadonlyArray<StorageReason> = [
      yield* refusal("postgresql://me:secret@127.0.0.1:1/d"),
      yield* refusal("postgresql://me:secret@nowhere.invalid/d"),
      yield* refusal(`postgresql://me:secret@127.0.0.1:${silent.port}/d?connect_timeout=1`),
      yield* refusal("postgresql://me:secret@%2Fnowhere/d"),
      yield* refusal(`postgresql://planwright:secret@127.0.0.1:${port}/pw_no_such_database`),
    ];
    expect(reasons.map((reason) => (reason._tag === "Unavailable" ? reason.what : reason))).toEqual([
      "the connection to the server at 127.0.0.1:1 was refused (ECONNREFUSED)",
      "the host nowhere.invalid is not known",
      `the server at 127.0.0.1:${silent.port} has not answered for 1000 ms`,
      "the connection to the server behind /nowhere was refused (ENOENT)",
      'database "pw_no_such_database" does not exist',
    ]);
  }).pipe(Effect.scoped),
);

it.live("Unavailable: a wrong password, or none where one is asked for", () =>
  Effect.gen(function* () {
    const server = yield* ownServer({
      files: {
        "pg_hba.conf": "host all planwright 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n",
      },
    });
    const beside = yield* openBeside(server.url);
    yield* run(beside, "CREATE ROLE someone LOGIN SUPERUSER PASSWORD 'right'");
    yield* Effect.scoped(openLedger(as(server.url, "someone", "right")));
    expect([
      yield* refusal(as(server.url, "someone", "wrong")),
      yield* refusal(as(server.url, "someone")),
    ]).toEqual([
      { _tag: "Unavailable", what: 'password authentication failed for user "someone"' },
      {
        _tag: "Unavailable",
        what: `the server at 127.0.0.1:${server.port} asks for a password, and none was given`,
      },
    ]);
  }).pipe(Effect.scoped),
);

it.live("Unavailable: an authentication that fails for another reason than the want of a password", () =>
  Effect.gen(function* () {
    const mechanisms = Buffer.from("SCRAM-NEVER\0\0");
    const header = Buffer.from("R\0\0\0\0\0\0\0\x0a");
    header.writeInt32BE(8 + mechanisms.length, 1);
    const strange = yield* someServer((socket) => socket.write(Buffer.concat([header, mechanisms])));
    expect(yield* refusal(`postgresql://me:secret@127.0.0.1:${strange.port}/d`)).toEqual({
      _tag: "Unavailable",
      what: `the authentication with the server at 127.0.0.1:${strange.port} failed (SASL: Only mechanism(s) SCRAM-SHA-256 are supported)`,
    });
  }).pipe(Effect.scoped),
);

it.live("Unavailable: the server has no room for another connection, until there is", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const beside = yield* openBeside(url);
    yield* role(beside, "pw_single", "CONNECTION LIMIT 1");
    yield* run(beside, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO pw_single");
    const mine = as(url, "pw_single");
    yield* Effect.scoped(
      Effect.gen(function* () {
        yield* openBeside(mine);
        expect(yield* refusal(mine)).toMatchObject({
          _tag: "Unavailable",
          what: expect.stringMatching(/^the server at \S+ has no room for another connection$/),
        });
      }),
    );
    const uow = yield* openLedger(mine);
    expect(yield* uow.read(find)).toBeNull();
  }).pipe(Effect.scoped),
);

it.live("Unavailable: the server is on its way down", () =>
  Effect.gen(function* () {
    const server = yield* ownServer();
    const beside = yield* openBeside(server.url);
    yield* run(beside, "SELECT 1");
    const { rows } = yield* Effect.promise(() =>
      beside.query("SELECT pid::int FROM pg_stat_activity WHERE backend_type = 'checkpointer'"),
    );
    expect(rows).toHaveLength(1);
    if (server.pid === undefined) throw new Error("the server does not run");
    // It waits for those who are connected and lets nobody else in.
    process.kill(server.pid, "SIGTERM");
    const told = yield* Effect.repeat(refusal(server.url), {
      until: (reason) => reason._tag === "Unavailable" && reason.what.includes("shutting down"),
    });
    expect(told).toEqual({ _tag: "Unavailable", what: "the database system is shutting down" });
  }).pipe(Effect.scoped),
);

it.live("Corrupt: a page of the server was overwritten", () =>
  Effect.gen(function* () {
    const server = yield* ownServer();
    const uow = yield* openLedger(server.url);
    yield* uow.write(keep);
    yield* Effect.promise(() => overwriteSnapshots(server));
    const again = yield* openLedger(server.url);
    expect((yield* reasonOf(again.read(find)))._tag).toBe("Corrupt");
  }).pipe(Effect.scoped),
);

it.live("Unavailable: the database keeps its texts in another encoding", () =>
  Effect.gen(function* () {
    const database = yield* Effect.promise(() => createDatabase());
    const latin = `${database.name}_latin`;
    yield* Effect.promise(() =>
      onConnection(database.url, (client) =>
        client.query(`CREATE DATABASE ${latin} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`),
      ),
    );
    const url = new URL(database.url);
    url.pathname = `/${latin}`;
    const reason = yield* refusal(url.href);
    yield* Effect.promise(() =>
      onConnection(database.url, (client) => client.query(`DROP DATABASE ${latin} WITH (FORCE)`)),
    );
    expect(reason).toEqual({
      _tag: "Unavailable",
      what: "the database keeps its texts as LATIN1, and UTF8 is needed",
    });
  }),
);

it.effect("leaves what no caller can do anything about unclassified: a defect", () =>
  Effect.gen(function* () {
    const beside = yield* openBeside(yield* ledgerDatabase);
    for (const text of [
      "SELEC 1",
      "SELECT 1 / 0",
      "SELECT 'x'::int",
      "SELECT convert_from('\\\\x00', 'UTF8')",
    ]) {
      const cause = yield* Effect.promise(() => beside.query(text).catch((thrown: unknown) => thrown));
      expect(classifyError(cause, 0)).toBeUndefined();
    }
    for (const cause of [new Error("57014"), "57014", undefined, null]) {
      expect(classifyError(cause, 0)).toBeUndefined();
    }
    expect(Exit.isSuccess(yield* Effect.exit(run(beside, "SELECT 1")))).toBe(true);
  }).pipe(Effect.scoped),
);
