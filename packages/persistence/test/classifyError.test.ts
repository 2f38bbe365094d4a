import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "@effect/vitest";
import { makeAction, makePlanFactory } from "@planwright/domain/testing";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import { classifyError } from "../src/classifyError.ts";
import { openBeside, openLedger, openWithAction, reasonOf } from "./openLedger.ts";
import { ledgerFile, temporaryFolder } from "./SqliteLedger.ts";

const factory = makePlanFactory();

it.live("Busy: another process holds the write lock; a retry may help", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const uow = yield* openWithAction(file, { waitMillis: 30 });
    const other = yield* openBeside(file);
    other.exec("BEGIN IMMEDIATE");
    const reason = yield* reasonOf(uow.write((stores) => stores.plans.count({})));
    expect(reason._tag).toBe("Busy");
    if (reason._tag === "Busy") expect(reason.waitedMillis).toBeGreaterThanOrEqual(30);
    expect(yield* uow.read((stores) => stores.plans.count({}))).toEqual({});
    other.exec("ROLLBACK");
    expect(yield* uow.write((stores) => stores.plans.count({}))).toEqual({});
  }).pipe(Effect.scoped),
);

it.live("Busy: a file that is not in WAL mode is being written to, which keeps readers out", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const other = yield* openBeside(file);
    other.pragma("journal_mode = DELETE");
    const uow = yield* openLedger(file, { waitMillis: 30 });
    other.exec("BEGIN EXCLUSIVE");
    expect((yield* reasonOf(uow.read((stores) => stores.plans.count({}))))._tag).toBe("Busy");
    expect((yield* reasonOf(Effect.scoped(openLedger(file, { waitMillis: 30 }))))._tag).toBe("Busy");
    other.exec("ROLLBACK");
    expect(yield* uow.read((stores) => stores.plans.count({}))).toEqual({});
  }).pipe(Effect.scoped),
);

it.effect("Conflict: names what stood against it [T4] [D2]", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const uow = yield* openWithAction(file);
    const root = factory.plan();
    const child = factory.child(root);
    yield* uow.write((stores) => stores.plans.insert([root, child]));
    const insert = (plan: typeof root) => reasonOf(uow.write((stores) => stores.plans.insert([plan])));
    const twice = [
      { name: "local/a", alias: "x", readOnly: false },
      { name: "local/b", alias: "x", readOnly: false },
    ];
    expect([
      yield* insert(root),
      yield* insert(factory.plan({ actionName: "local/unknown" })),
      yield* insert(factory.plan({ rootPlanId: root.planId })),
      yield* insert(factory.plan({ projects: twice })),
    ]).toEqual([
      { _tag: "Conflict", constraint: "plan_exists" },
      { _tag: "Conflict", constraint: "a foreign key" },
      { _tag: "Conflict", constraint: "ck_v3_plans_root" },
      { _tag: "Conflict", constraint: "plan_projects.plan_id, plan_projects.alias" },
    ]);
    const other = yield* openBeside(file);
    other.pragma("foreign_keys = ON");
    const refusals = [
      "DELETE FROM v3_plans WHERE parent_plan_id IS NULL",
      "UPDATE v3_plans SET root_plan_id = NULL",
      "UPDATE v3_plans SET effective_profile_snapshot = 'other'",
    ].map((sql) => {
      try {
        return other.exec(sql);
      } catch (cause) {
        return classifyError(cause, 0);
      }
    });
    expect(refusals).toEqual([
      { _tag: "Conflict", constraint: "a foreign key" },
      { _tag: "Conflict", constraint: "identity_immutable" },
      { _tag: "Conflict", constraint: "snapshot_immutable" },
    ]);
  }).pipe(Effect.scoped),
);

it.effect("Full: the disk is full; nothing of the unit of work is kept, and there may be room later", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    let limit = (_pages: number): void => {};
    const uow = yield* openWithAction(file, {
      prepare: (database) =>
        Effect.sync(() => {
          limit = (pages) => database.pragma(`max_page_count = ${pages}`);
        }),
    });
    const plan = factory.plan({ description: "x".repeat(1_000_000) });
    const add = uow.write((stores) => stores.plans.insert([plan]));
    limit(1);
    expect(yield* reasonOf(add)).toEqual({ _tag: "Full" });
    expect(yield* uow.read((stores) => stores.plans.find(plan.planId))).toBeNull();
    limit(1_000_000);
    yield* add;
    expect(yield* uow.read((stores) => stores.plans.find(plan.planId))).toEqual(plan);
  }).pipe(Effect.scoped),
);

/** Acts as a user whom the permissions of files bind, also where the tests run as one whom they do not. */
const asNobody = <A, E, R>(use: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
  if (process.geteuid?.() !== 0) return use;
  return Effect.acquireUseRelease(
    Effect.sync(() => process.seteuid?.(65_534)),
    () => use,
    () => Effect.sync(() => process.seteuid?.(0)),
  );
};

it.effect("ReadOnly: the file may be read and not written to", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const beside = yield* openBeside(file);
    // A file in WAL mode cannot even be read without writing beside it.
    beside.pragma("journal_mode = DELETE");
    beside.close();
    chmodSync(dirname(file), 0o755);
    chmodSync(file, 0o444);
    yield* Effect.gen(function* () {
      const uow = yield* openLedger(file);
      expect(yield* uow.read((stores) => stores.plans.count({}))).toEqual({});
      const write = uow.write((stores) => stores.actions.insert(makeAction()));
      expect(yield* reasonOf(write)).toEqual({ _tag: "ReadOnly" });
    }).pipe(Effect.scoped, asNobody);
  }).pipe(Effect.scoped),
);

it.effect("Unavailable: there is no file, or it may not be opened, or it is a folder", () =>
  Effect.gen(function* () {
    const folder = yield* temporaryFolder;
    const missing = join(folder, "missing.db");
    expect(yield* reasonOf(Effect.scoped(openLedger(missing)))).toEqual({
      _tag: "Unavailable",
      what: `there is no file ${missing}`,
    });
    expect((yield* reasonOf(Effect.scoped(openLedger(join(folder, "no", "folder.db")))))._tag).toBe(
      "Unavailable",
    );
    expect(yield* reasonOf(Effect.scoped(openLedger(folder)))).toEqual({
      _tag: "Unavailable",
      what: `${folder} cannot be opened`,
    });
  }).pipe(Effect.scoped),
);

for (const [what, happens] of [
  ["removed", (file: string) => rmSync(file)],
  ["moved", (file: string) => renameSync(file, `${file}.old`)],
  [
    "replaced",
    (file: string) => {
      const bytes = readFileSync(file);
      renameSync(file, `${file}.old`);
      writeFileSync(file, bytes);
    },
  ],
] as const) {
  it.effect(
    `Unavailable: the file was ${what} while it was open, so that nothing is written where nobody finds it`,
    () =>
      Effect.gen(function* () {
        const file = yield* ledgerFile;
        const uow = yield* openWithAction(file);
        happens(file);
        const add = uow.write((stores) => stores.plans.insert([factory.plan()]));
        expect((yield* reasonOf(add))._tag).toBe("Unavailable");
        expect((yield* reasonOf(uow.read((stores) => stores.plans.count({}))))._tag).toBe("Unavailable");
      }).pipe(Effect.scoped),
  );
}

it.effect(
  "Unavailable: the log beside the file was removed, so that nothing is written where nobody finds it",
  () =>
    Effect.gen(function* () {
      const file = yield* ledgerFile;
      const uow = yield* openWithAction(file);
      const add = uow.write((stores) => stores.plans.insert([factory.plan()]));
      yield* add;
      yield* add;
      rmSync(`${file}-wal`);
      expect(yield* reasonOf(add)).toEqual({
        _tag: "Unavailable",
        what: "its write-ahead log was moved, replaced or removed while it was open",
      });
    }).pipe(Effect.scoped),
);

it.effect("Corrupt: the file is not a database", () =>
  Effect.gen(function* () {
    const file = join(yield* temporaryFolder, "text.db");
    writeFileSync(file, "This is no database, and it is long enough to be looked at. ".repeat(100));
    expect(yield* reasonOf(Effect.scoped(openLedger(file)))).toEqual({
      _tag: "Corrupt",
      what: "the file is not a SQLite database",
    });
  }).pipe(Effect.scoped),
);

it.effect("Corrupt: a page was overwritten", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    yield* Effect.scoped(
      Effect.flatMap(openWithAction(file), (uow) =>
        uow.write((stores) => stores.plans.insert([factory.plan()])),
      ),
    );
    const bytes = readFileSync(file);
    // The first page keeps the schema; everything behind it is gone.
    writeFileSync(file, bytes.fill(0xa5, 4_096));
    const found = Effect.scoped(
      Effect.flatMap(openLedger(file), (uow) => uow.read((stores) => stores.plans.list({}, { limit: 10 }))),
    );
    expect((yield* reasonOf(found))._tag).toBe("Corrupt");
  }).pipe(Effect.scoped),
);

it.effect("SchemaTooOld: a table or a column is missing", () =>
  Effect.gen(function* () {
    const file = join(yield* temporaryFolder, "old.db");
    new Database(file).exec("CREATE TABLE v3_plans (plan_id TEXT)").close();
    const uow = yield* openLedger(file);
    const reasons = [
      yield* reasonOf(uow.read((stores) => stores.plans.list({}, { limit: 10 }))),
      yield* reasonOf(uow.read((stores) => stores.settings.all())),
      yield* reasonOf(uow.write((stores) => stores.plans.insert([factory.plan()]))),
    ];
    expect(reasons.map((reason) => reason._tag)).toEqual(["SchemaTooOld", "SchemaTooOld", "SchemaTooOld"]);
    expect(reasons[1]).toEqual({
      _tag: "SchemaTooOld",
      what: "The ledger has no table pw_settings: its schema is older than this program.",
    });
  }).pipe(Effect.scoped),
);

it("leaves what no caller can do anything about unclassified", () => {
  const database = new Database(":memory:");
  database.exec("CREATE TABLE numbers (number INTEGER) STRICT");
  const causes = ["SELECT", "SELECT 1 +", "INSERT INTO numbers VALUES ('one')"].map((sql) => {
    try {
      return database.prepare(sql).run();
    } catch (cause) {
      return cause;
    }
  });
  database.close();
  for (const cause of [...causes, new Error("SQLITE_BUSY"), "SQLITE_BUSY", undefined]) {
    expect(classifyError(cause, 0)).toBeUndefined();
  }
});
