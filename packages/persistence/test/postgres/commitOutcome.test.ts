import { expect, it } from "@effect/vitest";
import { type UnitOfWork, withinMillis } from "@planwright/domain";
import { startReplica, startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import type { Scope } from "effect/Scope";
import type { Client } from "pg";
import { vi } from "vitest";
import { commitOutcome } from "../../src/postgres/commitOutcome.ts";
import { openPool } from "../../src/postgres/PostgresPool.ts";
import { reasonOf } from "../openLedger.ts";
import { holdCommits, releaseCommits, slowCommits, someoneCommits } from "./heldCommit.ts";
import { ledgerDatabase, makeTables, openBeside, openLedger } from "./ledgerDatabase.ts";
import { proxyTo } from "./proxy.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const DIGEST = "d".repeat(64);

const keep = (uow: UnitOfWork["Service"]) => uow.write((stores) => stores.snapshots.keep(DIGEST, "text"));
const kept = (uow: UnitOfWork["Service"]) => uow.read((stores) => stores.snapshots.find(DIGEST));

/** A ledger behind a proxy, and a connection past it that can hold commits. */
const setUp = (
  waitMillis = 20_000,
): Effect.Effect<
  {
    readonly uow: UnitOfWork["Service"];
    readonly beside: Client;
    readonly proxy: Effect.Success<ReturnType<typeof proxyTo>>;
  },
  unknown,
  Scope
> =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const beside = yield* openBeside(url);
    yield* slowCommits(beside);
    const proxy = yield* proxyTo(url);
    return { uow: yield* openLedger(proxy.url, { waitMillis }), beside, proxy };
  });

it.live("answers with the outcome of a commit that had begun when the time was up [X5]", () =>
  Effect.gen(function* () {
    const { beside, uow } = yield* setUp();
    yield* holdCommits(beside);
    const writing = yield* Effect.forkChild(withinMillis(60)(keep(uow)));
    yield* someoneCommits(beside);
    yield* Effect.sleep(70);
    expect(writing.pollUnsafe()).toBeUndefined();
    yield* releaseCommits(beside);
    expect(Exit.isSuccess(yield* Fiber.await(writing))).toBe(true);
    expect(yield* kept(uow)).toBe("text");
  }).pipe(Effect.scoped),
);

it.live(
  "lets nobody interrupt a commit: what was interrupted then is there, and nothing comes later [X5]",
  () =>
    Effect.gen(function* () {
      const { beside, uow } = yield* setUp();
      yield* holdCommits(beside);
      const writing = yield* Effect.forkChild(keep(uow));
      yield* someoneCommits(beside);
      const interrupting = yield* Effect.forkChild(Fiber.interrupt(writing), { startImmediately: true });
      expect(writing.pollUnsafe()).toBeUndefined();
      yield* releaseCommits(beside);
      yield* Fiber.join(interrupting);
      expect(yield* kept(uow)).toBe("text");
    }).pipe(Effect.scoped),
);

it.live("succeeds when the commit took place and only its answer was lost", () =>
  Effect.gen(function* () {
    const { proxy, uow } = yield* setUp();
    let committing = false;
    proxy.onRequest = (piece) => {
      committing ||= piece.includes("COMMIT\0");
      return true;
    };
    proxy.onAnswer = (_, cut) => {
      if (committing) cut();
      committing = false;
      return true;
    };
    expect(Exit.isSuccess(yield* Effect.exit(keep(uow)))).toBe(true);
    expect(yield* kept(uow)).toBe("text");
  }).pipe(Effect.scoped),
);

it.live("says that nothing was written when the server gave up the commit", () =>
  Effect.gen(function* () {
    const { beside, uow } = yield* setUp();
    yield* holdCommits(beside);
    const writing = yield* Effect.forkChild(reasonOf(keep(uow)));
    yield* someoneCommits(beside);
    yield* Effect.promise(() =>
      beside.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'COMMIT'",
      ),
    );
    expect(yield* Fiber.join(writing)).toEqual({
      _tag: "Unavailable",
      what: "the connection was lost during the commit, and nothing was written",
    });
    expect(yield* kept(uow)).toBeNull();
  }).pipe(Effect.scoped),
);

it.live("says that it does not know when the server cannot be asked, and asks no longer than it may", () =>
  Effect.gen(function* () {
    const { proxy, uow } = yield* setUp(300);
    proxy.onRequest = (piece, cut) => {
      if (!piece.includes("COMMIT\0")) return true;
      proxy.refusing = true;
      cut();
      return false;
    };
    expect(yield* reasonOf(keep(uow))).toEqual({
      _tag: "Unavailable",
      what: "the connection was lost during the commit, and it is not known whether anything was written",
    });
    proxy.onRequest = () => true;
    proxy.refusing = false;
    expect(yield* kept(uow)).toBeNull();
  }).pipe(Effect.scoped),
);

it.live("fails for what the server finds out at the commit, and keeps nothing", () =>
  Effect.gen(function* () {
    const { beside, uow } = yield* setUp();
    yield* Effect.promise(() =>
      beside.query(
        "CREATE OR REPLACE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'late'; END $$",
      ),
    );
    expect(yield* reasonOf(keep(uow))).toEqual({ _tag: "Conflict", constraint: "a constraint" });
    expect(yield* kept(uow)).toBeNull();
  }).pipe(Effect.scoped),
);

it.live(
  "believes a server that it has never heard of a transaction only where it is the one that gave the id",
  () =>
    Effect.gen(function* () {
      const primary = yield* Effect.acquireRelease(
        Effect.promise(() => startServer()),
        (running) => Effect.promise(() => running.remove()),
      );
      const copy = yield* Effect.acquireRelease(
        Effect.promise(() => startReplica(primary)),
        (running) => Effect.promise(() => running.remove()),
      );
      const limits = { poolSize: 1, poolIdleMillis: 0, answerMillis: 0 };
      const outcomeOn = ({ url }: { readonly url: string }) =>
        Effect.gen(function* () {
          const pool = yield* openPool({ connectionString: url, connectionTimeoutMillis: 5_000 }, limits);
          const history = { timeline: "00000001", checkpoint: "0/0" };
          return yield* commitOutcome(pool, { xid: "1000000", at: "2026-01-01T00:00:00Z", history }, 200);
        });
      expect([yield* outcomeOn(primary), yield* outcomeOn(copy)]).toEqual(["aborted", "unknown"]);
    }).pipe(Effect.scoped),
);

it.live(
  "does not take somebody else's commit for its own when a server that crashed has given the id again",
  () =>
    Effect.gen(function* () {
      // Nothing of the transaction reaches the disk before the crash.
      const server = yield* Effect.acquireRelease(
        Effect.promise(() => startServer({ settings: { wal_writer_delay: "10s", autovacuum: "off" } })),
        (running) => Effect.promise(() => running.remove()),
      );
      yield* Effect.promise(() => makeTables(server.url));
      const proxy = yield* proxyTo(server.url);
      const uow = yield* openLedger(proxy.url, { waitMillis: 20_000 });
      let [id, again] = [0, 0];
      const newId = async (client: Client): Promise<number> =>
        Number((await client.query("SELECT pg_current_xact_id()::text AS id")).rows[0].id);
      const writing = yield* Effect.forkChild(
        reasonOf(
          Effect.gen(function* () {
            const beside = yield* openBeside(server.url);
            yield* slowCommits(beside);
            yield* holdCommits(beside);
            const committing = yield* Effect.forkChild(Effect.exit(keep(uow)));
            yield* someoneCommits(beside);
            id = (yield* Effect.promise(() => newId(beside))) - 1;
            proxy.refusing = true;
            yield* Effect.promise(() => server.kill("SIGKILL"));
            yield* Effect.promise(() => server.start());
            const after = yield* openBeside(server.url);
            while (again < id) again = yield* Effect.promise(() => newId(after));
            proxy.refusing = false;
            return yield* yield* Fiber.join(committing);
          }).pipe(Effect.scoped),
        ),
      );
      const reason = yield* Fiber.join(writing);
      expect(again).toBe(id);
      expect(reason._tag).toBe("Unavailable");
      expect(yield* kept(uow)).toBeNull();
    }).pipe(Effect.scoped),
);
