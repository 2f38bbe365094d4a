import { expect, it } from "@effect/vitest";
import type { Stores } from "@planwright/domain";
import { makeEvent, makePlanFactory } from "@planwright/domain/testing";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import type { Client } from "pg";
import { vi } from "vitest";
import { reasonOf } from "../openLedger.ts";
import { eventually } from "./eventually.ts";
import { ledgerDatabase, openBeside, openLedger, openWithAction } from "./ledgerDatabase.ts";
import { proxyTo } from "./proxy.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const factory = makePlanFactory();

const countPlans = (stores: Stores) => Effect.map(stores.plans.count({}), ({ queued = 0 }) => queued);

const ask = (client: Client, text: string) =>
  Effect.promise(async (): Promise<ReadonlyArray<{ readonly [column: string]: unknown }>> => {
    const { rows } = await client.query(text);
    return rows;
  });

/** The connections of the ledger, as its server tells of them. */
const connections = (client: Client) =>
  ask(
    client,
    `SELECT pid, state FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'planwright' ORDER BY backend_start`,
  );

const WAITING =
  "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

it.live(
  "has as many units of work at once as it may have connections, and closes them with its scope [T5]",
  () =>
    Effect.gen(function* () {
      const url = yield* ledgerDatabase;
      const beside = yield* openBeside(url);
      yield* Effect.gen(function* () {
        const uow = yield* openWithAction(url, { poolSize: 3 });
        const gate = yield* Deferred.make<void>();
        let inside = 0;
        const body = (stores: Stores) =>
          Effect.gen(function* () {
            yield* countPlans(stores);
            inside++;
            yield* Deferred.await(gate);
          });
        const reading = yield* Effect.forEach([1, 2, 3, 4, 5], () => Effect.forkChild(uow.read(body)));
        yield* eventually(Effect.sync(() => inside === 3));
        expect(yield* connections(beside)).toHaveLength(3);
        yield* Deferred.succeed(gate, undefined);
        for (const fiber of reading) yield* Fiber.join(fiber);
        expect(inside).toBe(5);
        expect(yield* connections(beside)).toHaveLength(3);
      }).pipe(Effect.scoped);
      yield* eventually(Effect.map(connections(beside), ({ length }) => length === 0));
    }).pipe(Effect.scoped),
);

it.live(
  "waits for a place in the pool, in turn, fails Busy when there is none in time, and can be interrupted",
  () =>
    Effect.gen(function* () {
      const uow = yield* openWithAction(yield* ledgerDatabase, { poolSize: 1, waitMillis: 40 });
      const [begun, gate] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()];
      const holder = yield* Effect.forkChild(
        uow.read(() => Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(gate))),
      );
      yield* Deferred.await(begun);
      const interrupted = yield* Effect.forkChild(uow.read(countPlans), { startImmediately: true });
      yield* Fiber.interrupt(interrupted);
      expect(yield* reasonOf(uow.read(countPlans))).toEqual({ _tag: "Busy", waitedMillis: 40 });
      const order: Array<number> = [];
      const later = yield* Effect.forEach([1, 2, 3], (number) =>
        Effect.forkChild(
          uow.read(() => Effect.sync(() => order.push(number))),
          { startImmediately: true },
        ),
      );
      yield* Deferred.succeed(gate, undefined);
      yield* Fiber.join(holder);
      for (const fiber of later) yield* Fiber.join(fiber);
      expect(order).toEqual([1, 2, 3]);
    }).pipe(Effect.scoped),
);

it.effect("begins nothing on the server for a unit of work that asks nothing", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const beside = yield* openBeside(url);
    const uow = yield* openLedger(url, { poolSize: 1 });
    const states = yield* uow.write(() => connections(beside));
    expect(states.map(({ state }) => state)).toEqual(["idle"]);
  }).pipe(Effect.scoped),
);

it.live("sends what nobody waits for together with what somebody waits for", () =>
  Effect.gen(function* () {
    const proxy = yield* proxyTo(yield* ledgerDatabase);
    const uow = yield* openWithAction(proxy.url, { poolSize: 1 });
    const plan = factory.plan();
    yield* uow.write((stores) => stores.plans.insert([plan]));
    const digest = "d".repeat(64);
    const read = uow.read((stores) => stores.snapshots.find(digest));
    const write = uow.write((stores) =>
      Effect.gen(function* () {
        yield* stores.snapshots.find(digest);
        for (let count = 0; count < 3; count++) yield* stores.events.append([makeEvent(plan)]);
      }),
    );
    yield* Effect.andThen(read, write);
    let requests = 0;
    proxy.onRequest = () => {
      requests++;
      return true;
    };
    yield* read;
    // The end of a reading unit is on its way when its answer is given.
    yield* eventually(Effect.sync(() => requests === 2));
    requests = 0;
    yield* write;
    expect(requests).toBe(2);
  }).pipe(Effect.scoped),
);

it.effect("sends thousands of statements without losing one", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url, { poolSize: 1 });
    const plan = factory.plan();
    const events = Array.from({ length: 2_500 }, () => makeEvent(plan));
    for (let round = 0; round < 2; round++) {
      yield* uow.write((stores) =>
        Effect.andThen(
          stores.events.append(events.slice(0, 1_250)),
          Effect.forEach(events.slice(1_250), (event) => stores.events.append([event]), { discard: true }),
        ),
      );
    }
    const beside = yield* openBeside(url);
    expect(yield* ask(beside, "SELECT count(*)::int AS events FROM pw_events")).toEqual([{ events: 5_000 }]);
  }).pipe(Effect.scoped),
);

it.live("waits for a lock of somebody else without holding up the event loop, and then goes on", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const other = yield* openBeside(url);
    yield* ask(other, "BEGIN");
    yield* ask(other, "LOCK TABLE v3_plans IN ACCESS EXCLUSIVE MODE");
    const waiting = yield* Effect.forkChild(uow.write((stores) => stores.plans.insert([factory.plan()])));
    yield* eventually(Effect.map(ask(other, WAITING), ({ length }) => length > 0));
    expect(waiting.pollUnsafe()).toBeUndefined();
    yield* ask(other, "COMMIT");
    yield* Fiber.join(waiting);
    expect(yield* uow.read(countPlans)).toBe(1);
  }).pipe(Effect.scoped),
);

it.effect("reads over one state although others write meanwhile [X4]", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const [here, there] = [yield* openWithAction(url), yield* openLedger(url)];
    const counts = yield* here.read((stores) =>
      Effect.gen(function* () {
        const before = yield* countPlans(stores);
        yield* there.write((others) => others.plans.insert([factory.plan()]));
        return [before, yield* countPlans(stores)];
      }),
    );
    expect(counts).toEqual([0, 0]);
    expect(yield* here.read(countPlans)).toBe(1);
  }).pipe(Effect.scoped),
);

it.effect("keeps nothing of a store's refused change, though the body goes on and succeeds", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerDatabase);
    const twice = { name: "x", value: 1 };
    const [good, late] = [factory.plan(), factory.plan()];
    const broken = factory.plan({ arguments: [twice, twice] });
    yield* uow.write((stores) =>
      Effect.gen(function* () {
        yield* stores.plans.insert([good]);
        expect((yield* reasonOf(stores.plans.insert([late, broken])))._tag).toBe("Conflict");
        yield* stores.snapshots.keep("d".repeat(64), "text");
      }),
    );
    expect(yield* uow.read((stores) => stores.snapshots.find("d".repeat(64)))).toBe("text");
    const plans = yield* uow.read((stores) => stores.plans.list({}, { limit: 10 }));
    expect(plans.map(({ plan }) => plan.planId)).toEqual([good.planId]);
  }).pipe(Effect.scoped),
);

it.effect("fails a unit of work for what was sent without waiting, at the latest when it commits", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const plan = factory.plan();
    yield* uow.write((stores) => stores.plans.insert([plan]));
    const beside = yield* openBeside(url);
    yield* ask(beside, "ALTER TABLE pw_events ADD CONSTRAINT ck_test CHECK (actor <> 'user:refused')");
    const refused = { ...makeEvent(plan), actor: "user:refused" } as ReturnType<typeof makeEvent>;
    const conflict = { _tag: "Conflict", constraint: "ck_test" };
    const append = (stores: Stores) =>
      Effect.andThen(stores.snapshots.keep("e".repeat(64), "text"), stores.events.append([refused]));
    expect(yield* reasonOf(uow.write(append))).toEqual(conflict);
    expect(yield* reasonOf(uow.write(append, { dryRun: true }))).toEqual(conflict);
    const later = (stores: Stores) => Effect.andThen(append(stores), countPlans(stores));
    expect(yield* reasonOf(uow.write(later))).toEqual(conflict);
    expect(yield* reasonOf(uow.write((stores) => Effect.ignore(later(stores))))).toEqual(conflict);
    expect(yield* uow.read((stores) => stores.snapshots.find("e".repeat(64)))).toBeNull();
    yield* uow.write((stores) => stores.events.append([makeEvent(plan)]));
  }).pipe(Effect.scoped),
);

it.effect(
  "leaves nothing to whoever has the connection next when a commit fails with what nobody knows",
  () =>
    Effect.gen(function* () {
      const url = yield* ledgerDatabase;
      const uow = yield* openWithAction(url, { poolSize: 1 });
      const plan = factory.plan();
      yield* uow.write((stores) => stores.plans.insert([plan]));
      const beside = yield* openBeside(url);
      yield* ask(
        beside,
        `CREATE FUNCTION theirs() RETURNS TRIGGER LANGUAGE plpgsql AS
         $$ BEGIN RAISE 'theirs' USING ERRCODE = 'ZZ001'; END $$;
       CREATE TRIGGER theirs BEFORE INSERT ON pw_events FOR EACH ROW EXECUTE FUNCTION theirs()`,
      );
      const append = (stores: Stores) => stores.events.append([makeEvent(plan)]);
      expect(Exit.hasDies(yield* Effect.exit(uow.write(append)))).toBe(true);
      expect((yield* connections(beside)).map(({ state }) => state)).toEqual(["idle"]);
      yield* ask(beside, "DROP TRIGGER theirs ON pw_events");
      yield* uow.write(append);
    }).pipe(Effect.scoped),
);

it.effect("has room for a unit of work inside of another one, which sees nothing of it", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerDatabase);
    const seen = yield* uow.write((stores) =>
      Effect.andThen(stores.plans.insert([factory.plan()]), uow.read(countPlans)),
    );
    expect([seen, yield* uow.read(countPlans)]).toEqual([0, 1]);
  }).pipe(Effect.scoped),
);

it.effect("calls it a defect to use stores after their unit of work, or to write in a reading one", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerDatabase);
    let kept: Stores | undefined;
    yield* uow.write((stores) =>
      Effect.sync(() => {
        kept = stores;
      }),
    );
    const late = yield* Effect.exit(kept === undefined ? Effect.void : kept.plans.count({}));
    const writing = yield* Effect.exit(uow.read((stores) => stores.plans.insert([factory.plan()])));
    expect([late, writing].map(Exit.hasDies)).toEqual([true, true]);
    expect(yield* uow.read(countPlans)).toBe(0);
  }).pipe(Effect.scoped),
);

it.effect("cannot keep NUL, which the domain refuses, and keeps half a surrogate as SQLite does", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerDatabase);
    const keep = (text: string) => uow.write((stores) => stores.snapshots.keep("d".repeat(64), text));
    expect(Exit.hasDies(yield* Effect.exit(keep("a\0b")))).toBe(true);
    yield* keep("a\uD800b");
    expect(yield* uow.read((stores) => stores.snapshots.find("d".repeat(64)))).toBe("a\uFFFDb");
  }).pipe(Effect.scoped),
);

it.effect("says that a number is damaged rather than to round it", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const plan = factory.plan();
    yield* uow.write((stores) => stores.plans.insert([plan]));
    const beside = yield* openBeside(url);
    yield* ask(beside, "UPDATE v3_plans SET version = 9007199254740993");
    const reason = yield* reasonOf(uow.read((stores) => stores.plans.find(plan.planId)));
    expect(reason).toEqual({ _tag: "Corrupt", what: "a number is too large: 9007199254740993" });
    expect(yield* uow.read(countPlans)).toBe(1);
  }).pipe(Effect.scoped),
);
