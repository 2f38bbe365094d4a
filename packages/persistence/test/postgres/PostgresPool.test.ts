import { expect, it } from "@effect/vitest";
import type { Stores } from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import { startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import type { Client } from "pg";
import { vi } from "vitest";
import { reasonOf } from "../openLedger.ts";
import {
  ledgerDatabase,
  makeTables,
  openBeside,
  openLedger,
  openWithAction,
  withOptions,
} from "./ledgerDatabase.ts";
import { proxyTo } from "./proxy.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const factory = makePlanFactory();

const countPlans = (stores: Stores) => Effect.map(stores.plans.count({}), ({ queued = 0 }) => queued);

/** A server with an empty ledger that can be stopped and started. */
const ownServer = Effect.tap(
  Effect.acquireRelease(
    Effect.promise(() => startServer()),
    (server) => Effect.promise(() => server.remove()),
  ),
  ({ url }) => Effect.promise(() => makeTables(url)),
);

/** As an operator does it, to all connections of the ledger. */
const terminateAll = (client: Client) =>
  Effect.promise(() =>
    client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'planwright' AND datname = current_database()",
    ),
  );

it.live("goes on when the server has ended the connections that nobody was using", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const beside = yield* openBeside(url);
    yield* Effect.all([uow.read(countPlans), uow.read(countPlans), uow.read(countPlans)], {
      concurrency: "unbounded",
    });
    for (let round = 0; round < 5; round++) {
      yield* terminateAll(beside);
      yield* uow.write((stores) => stores.plans.insert([factory.plan()]));
    }
    expect(yield* uow.read(countPlans)).toBe(5);
  }).pipe(Effect.scoped),
);

it.live(
  "runs a unit of work again whose connection had died in the pool, and throws the others there away",
  () =>
    Effect.gen(function* () {
      const proxy = yield* proxyTo(yield* ledgerDatabase);
      const uow = yield* openWithAction(proxy.url);
      const several = Effect.all(
        [1, 2, 3, 4].map(() => uow.read(countPlans)),
        { concurrency: "unbounded" },
      );
      yield* several;
      const made = proxy.made();
      // Dead without a word: only whoever sends something finds out.
      let bodies = 0;
      proxy.onRequest = (_, cut) => {
        if (proxy.made() > made) return true;
        cut();
        return false;
      };
      yield* uow.write((stores) =>
        Effect.suspend(() => {
          bodies++;
          return stores.plans.insert([factory.plan()]);
        }),
      );
      expect(bodies).toBe(2);
      expect(yield* uow.read(countPlans)).toBe(1);
    }).pipe(Effect.scoped),
);

it.live("does not run a unit of work again that the server had begun, and keeps nothing of it", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const beside = yield* openBeside(url);
    let bodies = 0;
    const reason = yield* reasonOf(
      uow.write((stores) =>
        Effect.gen(function* () {
          bodies++;
          yield* stores.plans.insert([factory.plan()]);
          yield* terminateAll(beside);
          yield* stores.plans.insert([factory.plan()]);
        }),
      ),
    );
    expect(reason._tag).toBe("Unavailable");
    expect(bodies).toBe(1);
    expect(yield* uow.read(countPlans)).toBe(0);
  }).pipe(Effect.scoped),
);

it.live("says that the server is away while it is, and goes on when it is back", () =>
  Effect.gen(function* () {
    const server = yield* ownServer;
    const uow = yield* openWithAction(server.url);
    const add = uow.write((stores) => stores.plans.insert([factory.plan()]));
    yield* add;
    yield* Effect.promise(() => server.restart());
    yield* add;
    yield* Effect.promise(() => server.kill("SIGKILL"));
    expect(yield* reasonOf(add)).toEqual({
      _tag: "Unavailable",
      what: `the connection to the server at 127.0.0.1:${server.port} was refused (ECONNREFUSED)`,
    });
    yield* Effect.promise(() => server.start());
    yield* add;
    expect(yield* uow.read(countPlans)).toBe(3);
  }).pipe(Effect.scoped),
);

it.live("closes also when the server does not say goodbye", () =>
  Effect.gen(function* () {
    const server = yield* ownServer;
    const beside = yield* openBeside(server.url);
    let stopped: ReadonlyArray<{ readonly pid: number }> = [];
    const since = performance.now();
    yield* Effect.scoped(
      Effect.gen(function* () {
        yield* openWithAction(server.url);
        const { rows } = yield* Effect.promise(() =>
          beside.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'planwright'"),
        );
        stopped = rows;
        for (const { pid } of stopped) process.kill(pid, "SIGSTOP");
      }),
    );
    expect(stopped).toHaveLength(1);
    expect(performance.now() - since).toBeLessThan(8_000);
    for (const { pid } of stopped) process.kill(pid, "SIGCONT");
  }).pipe(Effect.scoped),
);

it.live("does not wait for a server that lets somebody in and then says nothing", () =>
  Effect.gen(function* () {
    const proxy = yield* proxyTo(yield* ledgerDatabase);
    proxy.onRequest = (piece) => !piece.includes("server_version_num");
    const { port } = new URL(proxy.url);
    const url = withOptions(proxy.url, { connect_timeout: "1" });
    expect(yield* reasonOf(Effect.scoped(openLedger(url)))).toEqual({
      _tag: "Unavailable",
      what: `the server at 127.0.0.1:${port} has not answered for 1000 ms`,
    });
  }).pipe(Effect.scoped),
);
