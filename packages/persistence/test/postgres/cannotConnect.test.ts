import { createServer, type Socket } from "node:net";
import { expect, it } from "@effect/vitest";
import type { StorageReason } from "@planwright/domain";
import { createDatabase } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import type { Client } from "pg";
import { vi } from "vitest";
import { reasonOf } from "../openLedger.ts";
import { as, role } from "./accounts.ts";
import { ledgerDatabase, onConnection, openBeside, openLedger } from "./ledgerDatabase.ts";
import { ownServer } from "./ownServer.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const run = (client: Client, text: string) => Effect.promise(() => client.query(text));

/** Why a ledger cannot be opened at a URL. */
const refusal = (url: string) => reasonOf(Effect.scoped(openLedger(url, { waitMillis: 30 })));

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
    expect(yield* uow.read((stores) => stores.snapshots.find("d".repeat(64)))).toBeNull();
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
