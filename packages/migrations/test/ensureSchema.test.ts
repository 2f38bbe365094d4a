import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import { ensureSchema, migrate, verify } from "../src/index.ts";
import { legacyDatabase, open } from "./database.ts";
import { contentsOf, temporaryFolder } from "./folder.ts";

const newest = "0003_ledger_tables";
const at = (file: string) => ({ engine: "sqlite", file }) as const;

it.live("creates the schema in a missing file, and only once", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "deep", "er", "ledger.db");
    expect(yield* ensureSchema(at(file))).toEqual({ created: true, schemaVersion: newest });
    expect(yield* ensureSchema(at(file))).toEqual({ created: false, schemaVersion: newest });
    expect((yield* verify(at(file))).equal).toBe(true);
    expect(readdirSync(join(folder, "deep", "er"))).toEqual(["ledger.db"]);
  }),
);

it.live("creates the schema in an empty database, in memory through the same connection", () =>
  Effect.gen(function* () {
    const database = new Database(":memory:");
    const location = { engine: "sqlite-handle", database } as const;
    expect((yield* ensureSchema(location)).created).toBe(true);
    expect((yield* ensureSchema(location)).created).toBe(false);
    expect(database.prepare("SELECT count(*) FROM v3_plans").pluck().get()).toBe(0);
    database.close();
    const file = join(temporaryFolder(), "empty.db");
    open(file).exec("CREATE TABLE t (a); DROP TABLE t");
    expect((yield* ensureSchema(at(file))).created).toBe(true);
  }),
);

it.live("leaves an outdated database alone and names the command", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "ledger.db");
    yield* migrate(at(file), { to: "0002_align_plans_schema" });
    const before = contentsOf(folder);
    const error = yield* Effect.flip(ensureSchema(at(file)));
    expect(error.reason).toEqual({
      _tag: "SchemaTooOld",
      schemaVersion: "0002_align_plans_schema",
      pending: [newest],
    });
    expect(error.message).toContain("`planwright db migrate`");
    expect(error.retryable).toBe(false);
    expect(contentsOf(folder)).toEqual(before);
  }),
);

it.live("leaves a store of the other program alone, with rows or without", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "legacy.db");
    const database = legacyDatabase(file);
    const tooOld = { _tag: "SchemaTooOld", schemaVersion: "m4_003_plan_env_columns" };
    expect((yield* Effect.flip(ensureSchema(at(file)))).reason).toMatchObject(tooOld);
    database.exec(
      "PRAGMA foreign_keys = OFF; INSERT INTO plan_invariants (plan_id, invariant_text) VALUES ('x', 'y')",
    );
    database.close();
    const before = contentsOf(folder);
    expect((yield* Effect.flip(ensureSchema(at(file)))).reason).toMatchObject(tooOld);
    expect((yield* Effect.flip(verify(at(file)))).reason).toMatchObject(tooOld);
    expect(contentsOf(folder)).toEqual(before);
  }),
);

it.live("sets WAL on a current file that has lost it", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "ledger.db");
    yield* migrate(at(file));
    open(file).pragma("journal_mode = DELETE");
    yield* ensureSchema(at(file));
    expect(open(file).pragma("journal_mode", { simple: true })).toBe("wal");
  }),
);

it.live("waits for a lock as long as it may, then says how long it waited", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "ledger.db");
    const holder = open(file);
    holder.exec("CREATE TABLE t (a); DROP TABLE t; BEGIN EXCLUSIVE");
    const error = yield* Effect.flip(ensureSchema(at(file), { waitMillis: 300 }));
    expect(error.retryable).toBe(true);
    if (error.reason._tag !== "Busy") throw error;
    expect(error.reason.waitedMillis).toBeGreaterThanOrEqual(300);
    expect(error.message).toContain("locked by another process");
  }),
);

it.live("goes on as soon as the lock is given up", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "ledger.db");
    const holder = open(file);
    holder.exec("CREATE TABLE t (a); DROP TABLE t; BEGIN IMMEDIATE");
    // Runs between two attempts: while one waits, nothing else does.
    setImmediate(() => holder.exec("ROLLBACK"));
    expect((yield* ensureSchema(at(file), { waitMillis: 20_000 })).created).toBe(true);
    expect(existsSync(`${file}-journal`)).toBe(false);
  }),
);
