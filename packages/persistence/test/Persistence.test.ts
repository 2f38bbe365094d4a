import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "@effect/vitest";
import { Crypto, UnitOfWork } from "@planwright/domain";
import { makeAction, makePlanFactory } from "@planwright/domain/testing";
import { ensureSchema } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as Result from "effect/Result";
import { LocationError } from "../src/LocationError.ts";
import { Persistence } from "../src/Persistence.ts";
import { reasonOf } from "./openLedger.ts";
import { ledgerFile } from "./SqliteLedger.ts";

const factory = makePlanFactory();

const memory = Persistence.layer("sqlite::memory:", { prepare: (handle) => ensureSchema(handle) });

const addPlan = Effect.gen(function* () {
  const plan = factory.plan();
  yield* UnitOfWork.use((uow) =>
    uow.write((stores) => Effect.andThen(stores.actions.insert(makeAction()), stores.plans.insert([plan]))),
  );
  return plan;
});

const allPlans = UnitOfWork.use((uow) => uow.read((stores) => stores.plans.list({}, { limit: 10 })));

it.effect("keeps a ledger in memory, whose tables are made on its own connection", () =>
  Effect.gen(function* () {
    const plan = yield* addPlan;
    expect((yield* allPlans).map((listed) => listed.plan)).toEqual([plan]);
  }).pipe(Effect.provide(memory)),
);

it.effect("gives each building of the layer a new ledger in memory", () =>
  Effect.gen(function* () {
    yield* Effect.provide(addPlan, memory, { local: true });
    expect(yield* Effect.provide(allPlans, memory, { local: true })).toEqual([]);
  }),
);

it.effect("opens a file by its URL, finds again what was written, and gives the digests of Node [T3]", () =>
  Effect.gen(function* () {
    const layer = Persistence.layer(`sqlite://${yield* ledgerFile}`);
    const plan = yield* Effect.provide(addPlan, layer, { local: true });
    const [listed, crypto] = yield* Effect.provide(Effect.all([allPlans, Crypto]), layer, { local: true });
    expect(listed.map((item) => item.plan)).toEqual([plan]);
    expect(crypto.sha256("abc")).toHaveLength(64);
  }).pipe(Effect.scoped),
);

it.effect("fails with what is wrong with a URL, or with what the preparation failed with", () =>
  Effect.gen(function* () {
    const build = <E>(layer: Layer.Layer<UnitOfWork | Crypto, E>) =>
      Effect.result(Effect.scoped(Layer.build(layer)));
    const refused = yield* build(Persistence.layer("mysql://host/db"));
    expect(Result.isFailure(refused) && refused.failure).toBeInstanceOf(LocationError);
    const failed = yield* build(Persistence.layer("sqlite::memory:", { prepare: () => Effect.fail("no") }));
    expect(Result.isFailure(failed) && failed.failure).toBe("no");
  }),
);

it.effect("asks for its tables before it uses them", () =>
  Effect.gen(function* () {
    const reason = yield* reasonOf(Effect.provide(allPlans, Persistence.layer("sqlite::memory:")));
    expect(reason._tag).toBe("SchemaTooOld");
  }),
);

it.effect("works again after a body that died", () =>
  Effect.gen(function* () {
    const died = yield* Effect.exit(UnitOfWork.use((uow) => uow.write(() => Effect.die("oh"))));
    expect(Exit.hasDies(died)).toBe(true);
    yield* addPlan;
    expect(yield* allPlans).toHaveLength(1);
  }).pipe(Effect.provide(memory)),
);

/** The modules that a process loads that imports the package and does something with it. */
const loadedBy = (script: string): Effect.Effect<ReadonlyArray<string>> =>
  Effect.promise(async () => {
    const text = `
      import { registerHooks } from "node:module";
      const loaded = new Set();
      registerHooks({ resolve: (specifier, context, next) => (loaded.add(specifier), next(specifier, context)) });
      const { Persistence } = await import(${JSON.stringify(new URL("../src/index.ts", import.meta.url).href)});
      const Effect = await import("effect/Effect");
      const Layer = await import("effect/Layer");
      const open = (url) => Effect.runPromiseExit(Effect.scoped(Layer.build(Persistence.layer(url))));
      ${script}
      console.log(JSON.stringify([...loaded]));
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--conditions=@planwright/source", "--input-type=module", "--eval", text],
      { cwd: import.meta.dirname },
    );
    return JSON.parse(stdout);
  });

const SQLITE = /^better-sqlite3$/;
const POSTGRES = /^(?:pg|pg-.*|@mikro-orm\/postgresql)$/;
const EITHER = /^(?:@mikro-orm\/.*|kysely|pg|pg-.*|better-sqlite3)$/;

it.live("loads neither ORM nor driver before a ledger is opened, and then those of its engine alone", () =>
  Effect.gen(function* () {
    const before = yield* loadedBy("");
    expect(before.filter((name) => EITHER.test(name))).toEqual([]);
    const sqlite = yield* loadedBy('await open("sqlite::memory:");');
    expect(sqlite.filter((name) => SQLITE.test(name))).toEqual(["better-sqlite3"]);
    expect(sqlite.filter((name) => POSTGRES.test(name))).toEqual([]);
    const postgres = yield* loadedBy('await open("postgresql://127.0.0.1:1/d");');
    expect(postgres.filter((name) => SQLITE.test(name))).toEqual([]);
    expect(postgres.filter((name) => POSTGRES.test(name))).toContain("pg");
  }),
);

it.effect("refuses a setting that makes no sense by its name", () =>
  Effect.gen(function* () {
    const error = yield* Effect.flip(
      Effect.scoped(Layer.build(Persistence.layer("postgresql://127.0.0.1:1/d", { poolSize: 0 }))),
    );
    expect(error).toBeInstanceOf(LocationError);
    expect(String(error)).toContain("pool_size must be a whole number of connections from 1 to 1000");
  }),
);
