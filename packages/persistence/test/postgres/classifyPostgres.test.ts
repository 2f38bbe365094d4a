import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import type { Stores } from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import { createDatabase, type startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { Client } from "pg";
import { vi } from "vitest";
import { classifyError } from "../../src/classifyError.ts";
import { reasonOf } from "../openLedger.ts";
import { as, role } from "./accounts.ts";
import { ledgerDatabase, onConnection, openBeside, openLedger, openWithAction } from "./ledgerDatabase.ts";
import { ownServer } from "./ownServer.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const factory = makePlanFactory();
const DIGEST = "d".repeat(64);

const keep = (stores: Stores) => stores.snapshots.keep(DIGEST, "text");
const find = (stores: Stores) => stores.snapshots.find(DIGEST);
const run = (client: Client, text: string) => Effect.promise(() => client.query(text));

/** Damages the table of snapshots where the server keeps it. */
const overwriteSnapshots = async (server: Awaited<ReturnType<typeof startServer>>): Promise<void> => {
  const { rows } = await onConnection(server.url, (client) =>
    client.query<{ readonly file: string }>("SELECT pg_relation_filepath('pw_snapshots') AS file"),
  );
  await server.stop();
  const file = join(server.dataFolder, rows[0]?.file ?? "");
  writeFileSync(file, readFileSync(file).fill(0xa5));
  await server.start();
};

it.live("Busy: somebody holds a lock for longer than may be waited; it says for how long", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openLedger(url, { waitMillis: 50 });
    const other = yield* openBeside(url);
    yield* run(other, "BEGIN; LOCK TABLE pw_snapshots");
    const reason = yield* reasonOf(uow.write(keep));
    expect(reason._tag).toBe("Busy");
    if (reason._tag === "Busy") expect(reason.waitedMillis).toBeGreaterThanOrEqual(45);
    yield* run(other, "COMMIT");
    yield* uow.write(keep);
  }).pipe(Effect.scoped),
);

it.live("Busy: a statement takes longer than it may, or an operator cancels it", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openLedger(url, { statementMillis: 50, lockMillis: 0 });
    const other = yield* openBeside(url);
    yield* run(other, "BEGIN; LOCK TABLE pw_snapshots");
    expect((yield* reasonOf(uow.write(keep)))._tag).toBe("Busy");
    yield* run(other, "COMMIT");
    yield* run(
      other,
      `CREATE FUNCTION cancelled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         PERFORM pg_cancel_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NEW; END $$;
       CREATE TRIGGER cancelled BEFORE INSERT ON pw_snapshots FOR EACH ROW EXECUTE FUNCTION cancelled()`,
    );
    expect((yield* reasonOf(uow.write(keep)))._tag).toBe("Busy");
    expect(yield* uow.read(find)).toBeNull();
  }).pipe(Effect.scoped),
);

it.effect("Conflict: names what stood against it, as SQLite does where it can [T4] [D2]", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const root = factory.plan();
    yield* uow.write((stores) => stores.plans.insert([root, factory.child(root)]));
    const insert = (plan: typeof root) => reasonOf(uow.write((stores) => stores.plans.insert([plan])));
    const twice = [
      { name: "local/a", alias: "x", readOnly: false },
      { name: "local/b", alias: "x", readOnly: false },
    ];
    const reasons = [
      yield* insert(root),
      yield* insert(factory.plan({ actionName: "local/unknown" })),
      yield* insert(factory.plan({ rootPlanId: root.planId })),
      yield* insert(factory.plan({ projects: twice })),
    ];
    expect(reasons.map((reason) => (reason._tag === "Conflict" ? reason.constraint : reason))).toEqual([
      "plan_exists",
      "fk_v3_plans_action",
      "ck_v3_plans_root",
      "ux_plan_projects_alias",
    ]);
    const beside = yield* openBeside(url);
    const refused = (text: string) =>
      Effect.promise(async () => {
        try {
          return await beside.query(text);
        } catch (cause) {
          return classifyError(cause, 0);
        }
      });
    expect([
      yield* refused("UPDATE v3_plans SET root_plan_id = NULL"),
      yield* refused("UPDATE v3_plans SET effective_profile_snapshot = 'other'"),
      yield* refused("UPDATE v3_plans SET description = NULL"),
      yield* refused("DO $$ BEGIN RAISE EXCEPTION 'not that one'; END $$"),
    ]).toEqual([
      { _tag: "Conflict", constraint: "identity_immutable" },
      { _tag: "Conflict", constraint: "snapshot_immutable" },
      { _tag: "Conflict", constraint: "v3_plans.description" },
      { _tag: "Conflict", constraint: "a constraint" },
    ]);
  }).pipe(Effect.scoped),
);

it.effect("Conflict: a name is longer than an index takes", () =>
  Effect.gen(function* () {
    const uow = yield* openLedger(yield* ledgerDatabase);
    const digest = randomBytes(3_000).toString("hex");
    expect(yield* reasonOf(uow.write((stores) => stores.snapshots.keep(digest, "text")))).toEqual({
      _tag: "Conflict",
      constraint: "the longest entry that an index may have",
    });
  }).pipe(Effect.scoped),
);

it.effect("prints nothing of what is stored with what was refused [L1]", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerDatabase);
    const plan = factory.plan({ description: "secret", rootPlanId: factory.newId() });
    const error = yield* Effect.flip(uow.write((stores) => stores.plans.insert([plan])));
    const printed = [error, error instanceof Error ? error.cause : null].map(
      (each) => `${String(each)} ${JSON.stringify(each)}`,
    );
    expect(printed.join()).toContain("ck_v3_plans_root");
    expect(printed.join()).not.toContain("secret");
  }).pipe(Effect.scoped),
);

it.effect("ReadOnly: the database is set to it, or the user may only read, and reading goes on", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const beside = yield* openBeside(url);
    yield* role(beside, "pw_reader");
    yield* run(beside, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO pw_reader");
    const reader = yield* openLedger(as(url, "pw_reader"));
    expect(yield* reasonOf(reader.write(keep))).toEqual({ _tag: "ReadOnly" });
    expect(yield* reader.read(find)).toBeNull();
    yield* run(beside, "REVOKE SELECT ON pw_snapshots FROM pw_reader");
    expect(yield* reasonOf(reader.read(find))).toEqual({
      _tag: "Unavailable",
      what: "permission denied for table pw_snapshots",
    });
    yield* run(
      beside,
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$",
    );
    const uow = yield* openLedger(url);
    expect(yield* reasonOf(uow.write(keep))).toEqual({ _tag: "ReadOnly" });
    expect(yield* uow.read(find)).toBeNull();
  }).pipe(Effect.scoped),
);

it.effect("SchemaTooOld: a table, a column or a function is missing", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openWithAction(url);
    const beside = yield* openBeside(url);
    yield* run(
      beside,
      `ALTER TABLE pw_snapshots RENAME COLUMN text TO texts; ALTER TABLE pw_settings RENAME TO pw_set`,
    );
    expect([
      yield* reasonOf(uow.read(find)),
      yield* reasonOf(uow.read((stores) => stores.settings.all())),
    ]).toEqual([
      {
        _tag: "SchemaTooOld",
        what: "The ledger has no column text: its schema is older than this program.",
      },
      {
        _tag: "SchemaTooOld",
        what: "The ledger has no table pw_settings: its schema is older than this program.",
      },
    ]);
    const empty = yield* Effect.promise(() => createDatabase());
    const none = yield* openLedger(empty.url);
    expect((yield* reasonOf(none.read((stores) => stores.events.read({ limit: 1 }))))._tag).toBe(
      "SchemaTooOld",
    );
  }).pipe(Effect.scoped),
);

it.effect("Unavailable: the schema was changed under a statement, which is prepared anew next time", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const uow = yield* openLedger(url, { poolSize: 1 });
    yield* uow.write(keep);
    expect(yield* uow.read(find)).toBe("text");
    const beside = yield* openBeside(url);
    yield* run(beside, `ALTER TABLE pw_snapshots ALTER COLUMN text TYPE varchar(100)`);
    expect((yield* reasonOf(uow.read(find)))._tag).toBe("Unavailable");
    expect(yield* uow.read(find)).toBe("text");
  }).pipe(Effect.scoped),
);

it.live(
  "Unavailable: a unit of work did nothing for so long that the server ended it; nothing of it is kept",
  () =>
    Effect.gen(function* () {
      const uow = yield* openLedger(yield* ledgerDatabase, { idleInTransactionMillis: 30 });
      const reason = yield* reasonOf(
        uow.write((stores) =>
          Effect.gen(function* () {
            yield* keep(stores);
            yield* Effect.sleep(150);
            yield* find(stores);
          }),
        ),
      );
      expect(reason._tag).toBe("Unavailable");
      expect(yield* uow.read(find)).toBeNull();
    }).pipe(Effect.scoped),
);

it.live("Corrupt: a page of the server was overwritten", () =>
  Effect.gen(function* () {
    const server = yield* ownServer();
    const uow = yield* openLedger(server.url);
    yield* uow.write(keep);
    yield* Effect.promise(() => overwriteSnapshots(server));
    const again = yield* openLedger(server.url);
    expect((yield* reasonOf(again.read(find)))._tag).toBe("Corrupt");
  }).pipe(Effect.scoped),
);

it.effect("leaves what no caller can do anything about unclassified: a defect", () =>
  Effect.gen(function* () {
    const beside = yield* openBeside(yield* ledgerDatabase);
    for (const text of [
      "SELEC 1",
      "SELECT 1 / 0",
      "SELECT 'x'::int",
      "SELECT convert_from('\\\\x00', 'UTF8')",
    ]) {
      const cause = yield* Effect.promise(() => beside.query(text).catch((thrown: unknown) => thrown));
      expect(classifyError(cause, 0)).toBeUndefined();
    }
    for (const cause of [new Error("57014"), "57014", undefined, null]) {
      expect(classifyError(cause, 0)).toBeUndefined();
    }
    expect(Exit.isSuccess(yield* Effect.exit(run(beside, "SELECT 1")))).toBe(true);
  }).pipe(Effect.scoped),
);
