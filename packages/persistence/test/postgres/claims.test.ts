import { expect, it } from "@effect/vitest";
import { Actions, Crypto, Plans, parseActor, UnitOfWork } from "@planwright/domain";
import { makeGrant, makePlanFactory, RawAccess } from "@planwright/domain/testing";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Layer from "effect/Layer";
import { nodeCrypto } from "../../src/nodeCrypto.ts";
import { ledgerDatabase, openBeside, openLedger, openWithAction } from "./ledgerDatabase.ts";
import { postgresLedger } from "./PostgresLedger.ts";
import { proxyTo } from "./proxy.ts";

const factory = makePlanFactory();

const actor = (text: string) => {
  const parsed = parseActor(text);
  if (parsed === undefined) throw new RangeError(`${text} is no actor`);
  return parsed;
};
const ANN = actor("user:ann");

const crypto = Layer.succeed(Crypto, nodeCrypto);

/** The use cases over a ledger on a server. */
const ledger = Layer.mergeAll(Plans.layer, Actions.layer).pipe(
  Layer.provideMerge(Layer.merge(postgresLedger, crypto)),
);

/** Takes lapsed work back in a ledger. */
const reclaimIn = (uow: UnitOfWork["Service"]) =>
  Effect.flatMap(Plans, (plans) => plans.reclaim({ actor: ANN })).pipe(
    Effect.provide(Layer.provide(Plans.layer, Layer.merge(Layer.succeed(UnitOfWork, uow), crypto))),
  );

const FILE = {
  name: "local/build",
  description: "Build",
  definition_of_done: "It is built",
  strategy_actor: "local/planner",
  execution_actor: "local/builder",
};

const use = (idempotencyKey?: string) =>
  Effect.flatMap(Plans, (plans) =>
    plans.use({
      actor: ANN,
      action: "build",
      automationProfile: "full-auto",
      projects: [{ name: "local/app", alias: null, readOnly: false }],
      idempotencyKey,
    }),
  );

const givenAction = Effect.flatMap(Actions, (actions) => actions.create({ actor: ANN, file: FILE }));

const claim = (worker: number) =>
  Effect.flatMap(Plans, (plans) => plans.claim({ actor: actor(`worker:w${worker}`) }));

const WORKERS = Array.from({ length: 8 }, (_, worker) => worker);

it.live("gives each plan to one of many workers, and a lost one back once [X3]", () =>
  Effect.gen(function* () {
    const uow = yield* UnitOfWork;
    yield* givenAction;
    for (let number = 0; number < 6; number++) yield* use();
    const lost = yield* claim(99);
    if (lost === null) throw new Error("nothing was claimed");
    yield* uow.write((stores) => stores.leases.extend(lost.plan.planId, factory.now()));
    const taken = yield* Effect.all(WORKERS.map(claim), { concurrency: "unbounded" });
    const ids = taken.flatMap((answer) => (answer === null ? [] : [answer.plan.planId]));
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
    const events = yield* uow.read((stores) => stores.events.read({ planId: lost.plan.planId, limit: 100 }));
    const kinds = events.map(({ type }) => type).filter((type) => /claim/.test(type));
    expect(kinds).toEqual(["plan.claimed", "plan.reclaimed", "plan.claimed"]);
    expect(events.filter(({ type }) => type === "plan.claimed").map(({ data }) => data.fence)).toEqual([
      1, 2,
    ]);
  }).pipe(Effect.provide(ledger)),
);

/** How a server says that it is ready for more of a transaction. */
const READY_WITHIN = "Z\0\0\0\x05T";

it.live("says that a lease had lapsed also when somebody has taken the plan back since it looked [X3]", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const here = yield* openWithAction(url);
    const proxy = yield* proxyTo(url);
    const there = yield* openLedger(proxy.url);
    const [lost, queued] = [factory.plan({ phase: "execute" }), factory.plan({ phase: "execute" })];
    yield* here.write((stores) => stores.plans.insert([lost, queued]));
    yield* here.write((stores) => stores.work.claim({}, makeGrant()));
    yield* here.write((stores) => stores.leases.extend(lost.planId, factory.now()));
    yield* there.read((stores) => stores.plans.find(lost.planId));

    const kept: Array<() => void> = [];
    const answered = yield* Deferred.make<void>();
    proxy.onAnswer = (piece, _cut, pass) => {
      kept.push(pass);
      if (piece.includes(READY_WITHIN)) Deferred.doneUnsafe(answered, Effect.void);
      return false;
    };
    const grant = makeGrant({ despiteLapsed: false });
    const claiming = yield* Effect.forkChild(there.write((stores) => stores.work.claim({}, grant)));
    yield* Deferred.await(answered);
    expect(yield* reclaimIn(here)).toEqual({ reclaimed: [lost.planId], more: false });
    proxy.onAnswer = () => true;
    for (const pass of kept) pass();
    expect(yield* Fiber.join(claiming)).toEqual({ _tag: "Lapsed" });
  }).pipe(Effect.scoped),
);

it.live("refuses a key that another request has at this moment, and knows it again afterwards", () =>
  Effect.gen(function* () {
    const uow = yield* UnitOfWork;
    yield* givenAction;
    const reserved = yield* Deferred.make<void>();
    const refused = yield* Deferred.make<void>();
    const holder = uow.write((stores) =>
      Effect.gen(function* () {
        yield* stores.idempotency.reserve({ actor: ANN, operation: "plan use", key: "k" });
        yield* Deferred.succeed(reserved, undefined);
        yield* Deferred.await(refused);
      }),
    );
    const other = Effect.gen(function* () {
      yield* Deferred.await(reserved);
      const error = yield* Effect.flip(use("k"));
      yield* Deferred.succeed(refused, undefined);
      return error;
    });
    const [, error] = yield* Effect.all([holder, other], { concurrency: "unbounded" });
    expect(error).toMatchObject({ _tag: "PlanError", reason: { _tag: "KeyInFlight", key: "k" } });
    const first = yield* use("k");
    const again = yield* use("k");
    expect([first.replayed, again.replayed, again.plan.planId]).toEqual([false, true, first.plan.planId]);
  }).pipe(Effect.provide(ledger)),
);

it.live("passes over a plan whose rules turn out to be unreadable, and leaves no trace in it", () =>
  Effect.gen(function* () {
    const [uow, raw] = [yield* UnitOfWork, yield* RawAccess];
    yield* givenAction;
    const first = factory.plan({ phase: "execute", leaseFence: 3, times: { queuedAt: null } });
    const second = factory.plan({ phase: "execute" });
    yield* uow.write((stores) => stores.plans.insert([first, second]));
    const where = { plan_id: first.planId };
    // The columns that are derived from it still say that all is well.
    yield* raw.plant({ table: "v3_plans", column: "effective_profile_snapshot", where }, "broken");
    const before = yield* uow.read((stores) => stores.plans.find(first.planId));
    const outcome = yield* uow.write((stores) => stores.work.claim({}, makeGrant()));
    expect(outcome._tag === "Taken" && outcome.plan).toEqual(second);
    expect(yield* uow.read((stores) => stores.plans.find(first.planId))).toEqual(before);
    expect(yield* raw.count("pw_leases")).toBe(1);
    expect(yield* raw.count("pw_findings")).toBe(0);
    expect(yield* uow.write((stores) => stores.work.claim({}, makeGrant()))).toEqual({ _tag: "Nothing" });
  }).pipe(Effect.provide(ledger)),
);

it.live(
  "gives work of other trees while a lapsed lease is in a tree that somebody has, and waits for none",
  () =>
    Effect.gen(function* () {
      const uow = yield* UnitOfWork;
      const plans = yield* Plans;
      yield* givenAction;
      for (let number = 0; number < 2; number++) yield* use();
      const lost = yield* claim(99);
      if (lost === null) throw new Error("nothing was claimed");
      yield* uow.write((stores) => stores.leases.extend(lost.plan.planId, factory.now()));
      const other = yield* uow.write((stores) =>
        Effect.andThen(stores.plans.lock(lost.plan.planId, "tree"), claim(1)),
      );
      expect(other?.plan.planId).not.toBe(lost.plan.planId);
      expect(other).not.toBeNull();
      expect(yield* plans.reclaim({ actor: ANN })).toEqual({ reclaimed: [lost.plan.planId], more: false });
    }).pipe(Effect.provide(ledger)),
);

it.live("has no family when it passes over a child whose rules turn out to be unreadable", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const beside = yield* openBeside(url);
    const ask = (text: string, values: ReadonlyArray<string> = []) =>
      Effect.promise(() => beside.query(text, [...values]));
    const [one, other] = [factory.plan(), factory.plan()];
    const [broken, good] = [one, other].map((parent) => factory.child(parent, { phase: "execute" }));
    if (broken === undefined || good === undefined) throw new RangeError("there are no children");
    yield* uow.write((stores) => stores.plans.insert([one, other, broken, good]));
    // As a fault of the disk would do it: no trigger is asked.
    yield* ask("SET session_replication_role = replica");
    yield* ask("UPDATE v3_plans SET effective_profile_snapshot = 'broken' WHERE plan_id = $1", [
      broken.planId,
    ]);
    const before = yield* uow.read((stores) => stores.plans.find(broken.planId));
    const families = ask(
      `SELECT count(*) AS n FROM pg_locks JOIN pg_database ON pg_database.oid = database
       WHERE locktype = 'advisory' AND datname = current_database()`,
    );
    const [outcome, held] = yield* uow.write((stores) =>
      Effect.all([stores.work.claim({}, makeGrant()), families]),
    );
    expect(outcome._tag === "Taken" && outcome.plan).toEqual(good);
    expect(held.rows).toEqual([{ n: "1" }]);
    expect(yield* uow.read((stores) => stores.plans.find(broken.planId))).toEqual(before);
    expect((yield* ask("SELECT plan_id FROM pw_leases")).rows).toEqual([{ plan_id: good.planId }]);
  }).pipe(Effect.scoped),
);
