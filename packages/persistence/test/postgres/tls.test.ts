import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import { makePlanFactory } from "@planwright/domain/testing";
import { startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import { vi } from "vitest";
import { reasonOf } from "../openLedger.ts";
import { eventually } from "./eventually.ts";
import {
  ledgerDatabase,
  makeTables,
  openBeside,
  openLedger,
  openWithAction,
  withOptions,
} from "./ledgerDatabase.ts";
import { selfSigned } from "./selfSigned.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const factory = makePlanFactory();

/** Files that are there as long as the scope. */
const filesOf = <Names extends string>(texts: Readonly<Record<Names, string>>) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "planwright-tls-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true })),
    ),
    (folder) => (name: Names) => {
      const file = join(folder, name);
      writeFileSync(file, texts[name], { mode: 0o600 });
      return file;
    },
  );

const ADMIT = "host all planwright 127.0.0.1/32 trust\nhostssl all someone 127.0.0.1/32 cert\n";

/** A server that speaks TLS under the names of some hosts. */
const tlsServer = (hosts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const [own, other, client] = [
      selfSigned("server", hosts),
      selfSigned("other", hosts),
      selfSigned("someone", []),
    ];
    const server = yield* Effect.acquireRelease(
      Effect.promise(() =>
        startServer({
          settings: { ssl: "on", ssl_ca_file: "client.crt" },
          files: {
            "server.crt": own.certificate,
            "server.key": own.key,
            "client.crt": client.certificate,
            "pg_hba.conf": ADMIT,
          },
        }),
      ),
      (started) => Effect.promise(() => started.remove()),
    );
    yield* Effect.promise(() => makeTables(server.url));
    const file = yield* filesOf({
      root: own.certificate,
      other: other.certificate,
      certificate: client.certificate,
      key: client.key,
    });
    return { server, file };
  });

/** Whether the ledger's own connection is encrypted, as its server says. */
const encrypted = (url: string) =>
  Effect.gen(function* () {
    let ssl: unknown;
    yield* openLedger(url, {
      prepare: (handle) =>
        Effect.promise(async () => {
          if (handle.engine !== "postgresql-handle") return;
          const text = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
          ssl = (await handle.client.query<{ readonly ssl: number }>(text)).rows[0]?.ssl;
        }),
    });
    return ssl === 1;
  }).pipe(Effect.scoped);

it.live("speaks TLS as far as it is asked to, and checks what it is asked to check", () =>
  Effect.gen(function* () {
    const { file, server } = yield* tlsServer(["127.0.0.1"]);
    const mode = (sslmode: string, more = {}) => withOptions(server.url, { sslmode, ...more });
    const root = { sslrootcert: file("root") };
    expect([
      yield* encrypted(mode("disable")),
      yield* encrypted(mode("require")),
      yield* encrypted(mode("require", root)),
      yield* encrypted(mode("verify-ca", root)),
      yield* encrypted(mode("verify-full", root)),
    ]).toEqual([false, true, true, true, true]);
    const wrong = { sslrootcert: file("other") };
    for (const refused of [
      mode("verify-full", wrong),
      mode("verify-ca", wrong),
      mode("require", wrong),
      mode("verify-full"),
    ]) {
      expect(yield* reasonOf(encrypted(refused))).toMatchObject({
        _tag: "Unavailable",
        what: expect.stringMatching(
          new RegExp(
            `^the certificate of the server at 127\\.0\\.0\\.1:${server.port} is not trusted \\([A-Z_]+\\)$`,
          ),
        ),
      });
    }
  }).pipe(Effect.scoped),
);

it.live("checks the name of the server where the whole is to be verified", () =>
  Effect.gen(function* () {
    const { file, server } = yield* tlsServer(["db.example"]);
    const root = { sslrootcert: file("root") };
    expect(yield* encrypted(withOptions(server.url, { sslmode: "verify-ca", ...root }))).toBe(true);
    const full = withOptions(server.url, { sslmode: "verify-full", ...root });
    expect(yield* reasonOf(encrypted(full))).toEqual({
      _tag: "Unavailable",
      what: `the certificate of the server at 127.0.0.1:${server.port} is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)`,
    });
  }).pipe(Effect.scoped),
);

it.live("shows its own certificate to a server that wants one", () =>
  Effect.gen(function* () {
    const { file, server } = yield* tlsServer(["127.0.0.1"]);
    const beside = yield* openBeside(server.url);
    yield* Effect.promise(() => beside.query("CREATE ROLE someone LOGIN SUPERUSER"));
    const as = withOptions(server.url.replace("planwright@", "someone@"), { sslmode: "require" });
    expect((yield* reasonOf(encrypted(as)))._tag).toBe("Unavailable");
    const shown = withOptions(as, { sslcert: file("certificate"), sslkey: file("key") });
    expect(yield* encrypted(shown)).toBe(true);
  }).pipe(Effect.scoped),
);

it.live("makes the server give up a statement also over TLS", () =>
  Effect.gen(function* () {
    const { server } = yield* tlsServer(["127.0.0.1"]);
    const uow = yield* openWithAction(withOptions(server.url, { sslmode: "require", lock_timeout: "0" }));
    const [beside, locked] = [yield* openBeside(server.url), yield* openBeside(server.url)];
    yield* Effect.promise(() => locked.query("BEGIN; LOCK TABLE v3_plans"));
    const writing = yield* Effect.forkChild(uow.write((stores) => stores.plans.insert([factory.plan()])));
    const waiting = Effect.promise(async () => {
      const text = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'planwright' AND state <> 'idle'";
      return (await beside.query(text)).rows.length > 0;
    });
    yield* eventually(waiting);
    const since = performance.now();
    yield* Fiber.interrupt(writing);
    expect(performance.now() - since).toBeLessThan(1_500);
    expect(yield* waiting).toBe(false);
  }).pipe(Effect.scoped),
);

it.live("says what to do about a server that offers no TLS", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    expect(yield* reasonOf(encrypted(withOptions(url, { sslmode: "require" })))).toMatchObject({
      _tag: "Unavailable",
      what: expect.stringMatching(/offers no TLS; say sslmode=disable where the network can be trusted$/),
    });
  }).pipe(Effect.scoped),
);
