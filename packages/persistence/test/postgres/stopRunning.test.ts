import { expect, it } from "@effect/vitest";
import { type Stores, withinMillis } from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import { startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import type { Client } from "pg";
import { vi } from "vitest";
import { reasonOf } from "../openLedger.ts";
import { eventually } from "./eventually.ts";
import { ledgerDatabase, makeTables, openBeside, openWithAction } from "./ledgerDatabase.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const factory = makePlanFactory();

const countPlans = (stores: Stores) => Effect.map(stores.plans.count({}), ({ queued = 0 }) => queued);

/** The statements of the ledger that its server is at work on, and who works on them. */
const running = (client: Client) =>
  Effect.promise(async (): Promise<ReadonlyArray<{ readonly pid: number }>> => {
    const { rows } = await client.query(
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'planwright' AND state <> 'idle'`,
    );
    return rows;
  });

/** Whatever the ledger asks of plans waits until the connection that is answered commits. */
const lockPlans = (url: string) =>
  Effect.tap(openBeside(url), (client) =>
    Effect.promise(() => client.query("BEGIN; LOCK TABLE v3_plans IN ACCESS EXCLUSIVE MODE")),
  );

const busy = (client: Client) => eventually(Effect.map(running(client), ({ length }) => length > 0));

it.live(
  "makes the server give up what an interrupted unit of work is waiting for, and keeps nothing of it",
  () =>
    Effect.gen(function* () {
      const url = yield* ledgerDatabase;
      const uow = yield* openWithAction(url, { poolSize: 1, lockMillis: 60_000 });
      const [beside, locked] = [yield* openBeside(url), yield* lockPlans(url)];
      const writing = yield* Effect.forkChild(
        uow.write((stores) =>
          Effect.andThen(
            stores.snapshots.keep("d".repeat(64), "text"),
            stores.plans.insert([factory.plan()]),
          ),
        ),
      );
      yield* busy(beside);
      yield* Fiber.interrupt(writing);
      expect(Exit.hasInterrupts(yield* Fiber.await(writing))).toBe(true);
      // By the time that the caller is told, the server has rolled back; the connection is nobody else's.
      expect(yield* running(beside)).toEqual([]);
      yield* Effect.promise(() => locked.query("COMMIT"));
      expect(yield* uow.read((stores) => stores.snapshots.find("d".repeat(64)))).toBeNull();
    }).pipe(Effect.scoped),
);

it.live(
  "commits nothing that its caller was told had timed out, even if the body could not be stopped [X5]",
  () =>
    Effect.gen(function* () {
      const uow = yield* openWithAction(yield* ledgerDatabase);
      const slow = (stores: Stores) =>
        Effect.andThen(stores.plans.insert([factory.plan()]), Effect.sleep(60));
      const unstoppable = uow.write((stores) => Effect.uninterruptible(slow(stores)));
      const exits = [
        yield* Effect.exit(Effect.timeout(uow.write(slow), 30)),
        yield* Effect.exit(Effect.timeout(unstoppable, 30)),
        yield* Effect.exit(Effect.timeout(Effect.uninterruptible(uow.write(slow)), 30)),
      ];
      const late = [
        yield* reasonOf(withinMillis(30)(uow.write(slow))),
        yield* reasonOf(withinMillis(30)(unstoppable)),
        yield* reasonOf(withinMillis(30)(Effect.uninterruptible(uow.write(slow)))),
      ];
      expect(exits.map(Exit.isFailure)).toEqual([true, true, true]);
      expect(late.map(({ _tag }) => _tag)).toEqual(["Busy", "Busy", "Busy"]);
      expect(yield* uow.read(countPlans)).toBe(0);
    }).pipe(Effect.scoped),
);

it.live(
  "ends a statement that has not ended when the time is up, and also the waiting for a connection",
  () =>
    Effect.gen(function* () {
      const url = yield* ledgerDatabase;
      const uow = yield* openWithAction(url, { poolSize: 1, waitMillis: 60_000 });
      const [beside, locked] = [yield* openBeside(url), yield* lockPlans(url)];
      const add = uow.write((stores) => stores.plans.insert([factory.plan()]));
      const [first, second] = [
        yield* Effect.forkChild(reasonOf(withinMillis(60)(add))),
        yield* Effect.forkChild(reasonOf(withinMillis(30)(add))),
      ];
      expect(yield* Fiber.join(second)).toEqual({ _tag: "Busy", waitedMillis: 30 });
      expect(yield* Fiber.join(first)).toEqual({ _tag: "Busy", waitedMillis: 60 });
      expect(yield* running(beside)).toEqual([]);
      yield* Effect.promise(() => locked.query("COMMIT"));
      yield* add;
      expect(yield* uow.read(countPlans)).toBe(1);
    }).pipe(Effect.scoped),
);

it.live("does not wait for a server that does not answer at all", () =>
  Effect.gen(function* () {
    const server = yield* Effect.acquireRelease(
      Effect.promise(() => startServer()),
      (started) => Effect.promise(() => started.remove()),
    );
    yield* Effect.promise(() => makeTables(server.url));
    const uow = yield* openWithAction(server.url, { poolSize: 1, lockMillis: 60_000 });
    const [beside, locked] = [yield* openBeside(server.url), yield* lockPlans(server.url)];
    const writing = yield* Effect.forkChild(uow.write((stores) => stores.plans.insert([factory.plan()])));
    yield* busy(beside);
    const [backend] = yield* running(beside);
    if (backend === undefined) throw new Error("nobody is at work");
    process.kill(backend.pid, "SIGSTOP");
    const since = performance.now();
    yield* Fiber.interrupt(writing);
    expect(performance.now() - since).toBeLessThan(8_000);
    process.kill(backend.pid, "SIGCONT");
    yield* Effect.promise(() => locked.query("COMMIT"));
    expect(yield* uow.read(countPlans)).toBe(0);
  }).pipe(Effect.scoped),
);

it.live("leaves alone a statement that fails by itself while its companions are interrupted", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url, { poolSize: 1 });
    const beside = yield* openBeside(url);
    const pids = () =>
      beside.query(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'planwright'",
      );
    const before = yield* Effect.promise(pids);
    const plan = factory.plan();
    yield* uow.write((stores) => stores.plans.insert([plan]));
    const refused = uow.write((stores) =>
      Effect.all([stores.plans.insert([plan]), countPlans(stores), countPlans(stores)], {
        concurrency: "unbounded",
      }),
    );
    expect((yield* reasonOf(refused))._tag).toBe("Conflict");
    expect(yield* uow.read(countPlans)).toBe(1);
    expect((yield* Effect.promise(pids)).rows).toEqual(before.rows);
  }).pipe(Effect.scoped),
);
