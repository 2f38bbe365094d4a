import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { expect, it } from "@effect/vitest";
import type { Stores } from "@planwright/domain";
import { makeAction, makeCancellation, makePlanFactory } from "@planwright/domain/testing";
import type { Database } from "better-sqlite3";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import { openBeside, openLedger, openWithAction, reasonOf } from "./openLedger.ts";
import { ledgerFile } from "./SqliteLedger.ts";

const factory = makePlanFactory();

/** A ledger with the handle that it works on. */
const openWithHandle = (file: string) =>
  Effect.gen(function* () {
    const handle = yield* Deferred.make<Database>();
    const uow = yield* openWithAction(file, { prepare: (database) => Deferred.succeed(handle, database) });
    return { uow, database: yield* Deferred.await(handle) };
  });

const countPlans = (stores: Stores) => Effect.map(stores.plans.count({}), ({ queued = 0 }) => queued);

it.effect("enforces foreign keys, makes every commit durable and leaves the journal as it was [D4]", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const beside = yield* openBeside(file);
    for (const mode of ["wal", "delete"]) {
      beside.pragma(`journal_mode = ${mode}`);
      yield* Effect.gen(function* () {
        const { database } = yield* openWithHandle(file);
        const pragma = (name: string) => database.pragma(name, { simple: true });
        expect([pragma("foreign_keys"), pragma("synchronous"), pragma("journal_mode")]).toEqual([1, 2, mode]);
      }).pipe(Effect.scoped);
    }
  }).pipe(Effect.scoped),
);

it.effect("leaves nothing open and nothing beside the file when its scope closes [T5]", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const inside = yield* Effect.scoped(
      Effect.gen(function* () {
        const { database, uow } = yield* openWithHandle(file);
        yield* uow.write((stores) => stores.plans.insert([factory.plan()]));
        expect(existsSync(`${file}-wal`)).toBe(true);
        return database;
      }),
    );
    expect(inside.open).toBe(false);
    expect(readdirSync(dirname(file))).toEqual(["ledger.db"]);
  }).pipe(Effect.scoped),
);

it.live("waits for another process without holding up the event loop, and then goes on", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const uow = yield* openWithAction(file);
    const other = yield* openBeside(file);
    other.exec("BEGIN IMMEDIATE");
    const waiting = yield* Effect.forkChild(uow.write((stores) => stores.plans.insert([factory.plan()])));
    let turns = 0;
    while (turns < 20) {
      yield* Effect.sleep(1);
      turns++;
    }
    expect(waiting.pollUnsafe()).toBeUndefined();
    other.exec("COMMIT");
    yield* Fiber.join(waiting);
    expect(yield* uow.read(countPlans)).toBe(1);
  }).pipe(Effect.scoped),
);

it.live("waits for another process also while it opens", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const other = yield* openBeside(file);
    // Only without a write-ahead log does a writer keep others from opening.
    other.pragma("journal_mode = DELETE");
    other.exec("BEGIN EXCLUSIVE");
    const opening = yield* Effect.forkChild(openLedger(file));
    yield* Effect.sleep(20);
    expect(opening.pollUnsafe()).toBeUndefined();
    other.exec("COMMIT");
    const uow = yield* Fiber.join(opening);
    expect(yield* uow.read(countPlans)).toBe(0);
  }).pipe(Effect.scoped),
);

it.live("can be interrupted while it waits, and leaves neither a lock nor a waiting unit behind", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    // Longer than the test may take: an interruption that came to nothing would be seen.
    const uow = yield* openWithAction(file, { waitMillis: 600_000 });
    const other = yield* openBeside(file);
    other.exec("BEGIN IMMEDIATE");
    const body = uow.write((stores) => stores.plans.insert([factory.plan()]));
    const waiting = yield* Effect.forkChild(body);
    const behind = yield* Effect.forkChild(Effect.uninterruptible(body));
    yield* Effect.sleep(5);
    yield* Fiber.interrupt(waiting);
    expect(Exit.hasInterrupts(yield* Fiber.await(waiting))).toBe(true);
    other.exec("COMMIT");
    yield* Fiber.join(behind);
    expect(yield* uow.read(countPlans)).toBe(1);
  }).pipe(Effect.scoped),
);

it.live("commits nothing that its caller was told had timed out, even if the body could not be stopped", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerFile);
    const slow = (stores: Stores) => Effect.andThen(stores.plans.insert([factory.plan()]), Effect.sleep(20));
    const stoppable = yield* Effect.exit(Effect.timeout(uow.write(slow), 5));
    const unstoppable = yield* Effect.exit(
      Effect.timeout(
        uow.write((stores) => Effect.uninterruptible(slow(stores))),
        5,
      ),
    );
    const wholly = yield* Effect.exit(Effect.timeout(Effect.uninterruptible(uow.write(slow)), 5));
    expect([stoppable, unstoppable, wholly].map(Exit.isFailure)).toEqual([true, true, true]);
    expect(yield* uow.read(countPlans)).toBe(0);
    yield* uow.write(slow);
    expect(yield* uow.read(countPlans)).toBe(1);
  }).pipe(Effect.scoped),
);

it.live("fails a commit that a reader of another process stands in the way of, and keeps nothing of it", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const other = yield* openBeside(file);
    // Only without a write-ahead log does a reader keep a writer from committing.
    other.pragma("journal_mode = DELETE");
    const uow = yield* openWithAction(file, { waitMillis: 40 });
    const write = uow.write((stores) =>
      Effect.andThen(
        stores.plans.insert([factory.plan()]),
        Effect.sync(() => {
          other.exec("BEGIN");
          other.prepare("SELECT count(*) FROM v3_plans").get();
        }),
      ),
    );
    expect((yield* reasonOf(write))._tag).toBe("Busy");
    other.exec("COMMIT");
    expect(yield* uow.read(countPlans)).toBe(0);
    yield* uow.write((stores) => stores.plans.insert([factory.plan()]));
    expect(yield* uow.read(countPlans)).toBe(1);
  }).pipe(Effect.scoped),
);

it.effect("goes on with nothing after SQLite has rolled back by itself, whatever the body does", () =>
  Effect.gen(function* () {
    const { database, uow } = yield* openWithHandle(yield* ledgerFile);
    // As a full disk does it to any transaction, and a trigger of another program to one that it dislikes.
    database.exec(`CREATE TRIGGER other BEFORE INSERT ON plan_projects WHEN NEW.project_name = 'local/bad'
      BEGIN SELECT RAISE(ROLLBACK, 'not that one'); END`);
    const bad = factory.plan({ projects: [{ name: "local/bad", alias: null, readOnly: false }] });
    const [first, second] = [factory.plan(), factory.plan()];
    const reason = yield* reasonOf(
      uow.write((stores) =>
        Effect.gen(function* () {
          yield* stores.plans.insert([first]);
          const refused = reasonOf(stores.plans.insert([bad]));
          expect(yield* refused).toEqual({ _tag: "Conflict", constraint: "a constraint" });
          expect(database.inTransaction).toBe(false);
          yield* Effect.ignore(stores.plans.insert([second]));
        }),
      ),
    );
    expect(reason).toEqual({ _tag: "Conflict", constraint: "a constraint" });
    expect(yield* uow.read(countPlans)).toBe(0);
    yield* uow.write((stores) => stores.plans.insert([second]));
    expect(yield* uow.read(countPlans)).toBe(1);
  }).pipe(Effect.scoped),
);

it.effect("keeps nothing of a store's refused change, though the body goes on and succeeds", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerFile);
    const twice = { name: "x", value: 1 };
    const broken = factory.plan({ arguments: [twice, twice] });
    const [good, late] = [factory.plan(), factory.plan()];
    yield* uow.write((stores) =>
      Effect.gen(function* () {
        yield* stores.plans.insert([good]);
        expect((yield* reasonOf(stores.plans.insert([late, broken])))._tag).toBe("Conflict");
        const argument = {
          name: "x",
          type: "string",
          required: true,
          description: null,
          min: null,
          max: null,
          pattern: null,
        } as const;
        const action = makeAction({ name: "local/other", arguments: [argument, argument] });
        expect((yield* reasonOf(stores.actions.insert(action)))._tag).toBe("Conflict");
      }),
    );
    const ids = yield* uow.read((stores) => stores.plans.list({}, { limit: 10 }));
    expect(ids.map(({ plan }) => plan.planId)).toEqual([good.planId]);
    expect(yield* uow.read((stores) => stores.actions.find("local/other"))).toBeNull();
  }).pipe(Effect.scoped),
);

it.effect("enforces foreign keys again after it has deleted a tree in one statement", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerFile);
    const root = factory.plan();
    const child = factory.child(root);
    yield* uow.write((stores) => stores.plans.insert([root, child]));
    yield* uow.write((stores) =>
      Effect.gen(function* () {
        expect(yield* stores.tree.remove(root.planId, makeCancellation())).toBe(2);
        expect(yield* reasonOf(stores.plans.insert([factory.child(root)]))).toEqual({
          _tag: "Conflict",
          constraint: "a foreign key",
        });
      }),
    );
    expect(yield* uow.read(countPlans)).toBe(0);
  }).pipe(Effect.scoped),
);

it.effect(
  "calls a unit of work within another one on the same ledger a defect, where it would wait for ever",
  () =>
    Effect.gen(function* () {
      const uow = yield* openWithAction(yield* ledgerFile);
      const other = yield* openWithAction(yield* ledgerFile);
      const nested = yield* Effect.exit(uow.read(() => uow.read(countPlans)));
      expect(Exit.hasDies(nested)).toBe(true);
      expect(yield* uow.read(() => other.read(countPlans))).toBe(0);
      const gate = yield* Deferred.make<void>();
      const later = yield* uow.read(() =>
        Effect.forkDetach(Effect.andThen(Deferred.await(gate), uow.read(countPlans))),
      );
      yield* Deferred.succeed(gate, undefined);
      expect(yield* Fiber.join(later)).toBe(0);
    }).pipe(Effect.scoped),
);

it.effect("calls it a defect to use stores after their unit of work, or to write in a reading one", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerFile);
    let kept: Stores | undefined;
    yield* uow.write((stores) =>
      Effect.sync(() => {
        kept = stores;
      }),
    );
    const late = yield* Effect.exit(kept === undefined ? Effect.void : kept.plans.count({}));
    const writing = yield* Effect.exit(uow.read((stores) => stores.plans.insert([factory.plan()])));
    expect([Exit.hasDies(late), Exit.hasDies(writing)]).toEqual([true, true]);
    expect(yield* uow.read(countPlans)).toBe(0);
  }).pipe(Effect.scoped),
);

it.effect("reads over one state although other processes write meanwhile [X4]", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const [here, there] = [yield* openWithAction(file), yield* openLedger(file)];
    const counts = yield* here.read((stores) =>
      Effect.gen(function* () {
        yield* there.write((others) => others.plans.insert([factory.plan()]));
        const before = yield* countPlans(stores);
        yield* there.write((others) => others.plans.insert([factory.plan()]));
        return [before, yield* countPlans(stores)];
      }),
    );
    expect(counts).toEqual([0, 0]);
    expect(yield* here.read(countPlans)).toBe(2);
  }).pipe(Effect.scoped),
);
