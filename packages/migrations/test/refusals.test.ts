import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { backup, ensureSchema, type MigrationError, migrate, plan, status, verify } from "../src/index.ts";
import { legacyDatabase, open } from "./database.ts";
import { contentsOf, temporaryFolder } from "./folder.ts";

const at = (file: string) => ({ engine: "sqlite", file }) as const;

const commands = (file: string): Readonly<Record<string, Effect.Effect<unknown, MigrationError>>> => ({
  migrate: migrate(at(file)),
  ensureSchema: ensureSchema(at(file)),
  plan: plan(at(file)),
  status: status(at(file)),
  verify: verify(at(file)),
});

/** Every command fails with a reason of that tag, says so in one sentence, and leaves every byte of the folder. */
const expectRefusals = Effect.fnUntraced(function* (folder: string, file: string, reason: object) {
  const before = contentsOf(folder);
  for (const [name, command] of Object.entries(commands(file))) {
    const error = yield* Effect.flip(command);
    expect({ name, reason: error.reason }).toMatchObject({ name, reason });
    expect(error.message).toMatch(/^[^\n]+\.$/);
    expect(error.message).toContain(file);
  }
  expect(contentsOf(folder)).toEqual(before);
});

it.live.each([
  { what: "a short text", content: "hello" },
  { what: "a long text", content: "x".repeat(10_000) },
  { what: "a torn header", content: `SQLite format 3\0${"x".repeat(3_000)}` },
])("refuses $what as no database", ({ content }) =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "notes.txt");
    writeFileSync(file, content);
    yield* expectRefusals(folder, file, { _tag: "NotADatabase" });
  }),
);

it.live("refuses a folder and what is no regular file", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "inside"));
    yield* expectRefusals(folder, join(folder, "inside"), { _tag: "NotADatabase", what: "it is a folder" });
    const error = yield* Effect.flip(migrate(at("/dev/null")));
    expect(error.reason).toEqual({ _tag: "NotADatabase", what: "it is not a regular file" });
  }),
);

it.live("refuses paths that lead nowhere", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    yield* expectRefusals(folder, join(folder, "file", "ledger.db"), {
      _tag: "Unavailable",
      what: "a part of the path is not a folder",
    });
    const loop = join(folder, "loop");
    symlinkSync(loop, loop);
    expect((yield* Effect.flip(migrate(at(loop)))).reason).toMatchObject({ _tag: "Unavailable" });
  }),
);

it.live("refuses a damaged database", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "ledger.db");
    const database = open(file);
    yield* migrate(at(file));
    database.unsafeMode(true);
    database.pragma("writable_schema = ON");
    database.exec("UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'pw_migrations'");
    database.close();
    yield* expectRefusals(folder, file, { _tag: "Corrupt" });
  }),
);

it.live("refuses a newer schema", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "ledger.db");
    yield* migrate(at(file));
    const database = open(file);
    database.exec(
      "INSERT INTO pw_migrations VALUES (4, '0004_tomorrow', '0003_ledger_tables', 'c', 0, 't', 0, 0)",
    );
    database.close();
    yield* expectRefusals(folder, file, {
      _tag: "SchemaTooNew",
      newest: "0004_tomorrow",
      supported: "0003_ledger_tables",
    });
  }),
);

it.live.each([
  {
    problem: "edited",
    migration: "0002_align_plans_schema",
    tamper: "UPDATE pw_migrations SET checksum = 'other' WHERE position = 2",
  },
  {
    problem: "missing",
    migration: "0001_baseline",
    tamper: "DELETE FROM pw_migrations WHERE position = 1",
  },
  {
    problem: "reordered",
    migration: "0003_ledger_tables",
    // Names are unique at every moment of an UPDATE.
    tamper: `UPDATE pw_migrations SET name = name || '?' WHERE position > 1;
      UPDATE pw_migrations SET name = CASE position WHEN 2 THEN '0003_ledger_tables' ELSE '0002_align_plans_schema' END WHERE position > 1`,
  },
  {
    problem: "unknown",
    migration: "0002_other",
    tamper: "UPDATE pw_migrations SET name = '0002_other' WHERE position = 2",
  },
])("refuses a history with an entry that is $problem [U16]", ({ problem, migration, tamper }) =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "ledger.db");
    yield* migrate(at(file));
    const database = open(file);
    database.exec("PRAGMA foreign_keys = OFF");
    database.exec(tamper);
    database.close();
    yield* expectRefusals(folder, file, { _tag: "HistoryMismatch", problem, migration });
  }),
);

it.live.each([
  { what: "other tables", tag: "ForeignSchema", sql: "CREATE TABLE customers (id INTEGER)" },
  {
    what: "a table of plans with another shape",
    tag: "ForeignSchema",
    sql: "CREATE TABLE v3_plans (plan_id TEXT)",
  },
  {
    what: "a table of migrations with another shape",
    tag: "ForeignSchema",
    sql: "CREATE TABLE pw_migrations (id INTEGER)",
  },
  {
    what: "another revision",
    tag: "UnknownRevision",
    sql: "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('m3_001'); CREATE TABLE plans (id TEXT)",
  },
])("refuses a database with $what", ({ tag, sql }) =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "other.db");
    const database = open(file);
    database.exec(sql);
    database.close();
    yield* expectRefusals(folder, file, { _tag: tag });
  }),
);

it.live.each([
  {
    what: "a column is missing",
    sql: "ALTER TABLE v3_plans DROP COLUMN tags_json",
    why: "it has no v3_plans.tags_json",
  },
  { what: "a table is missing", sql: "DROP TABLE plan_invariants", why: "it has no plan_invariants" },
  {
    what: "a type differs",
    sql: "ALTER TABLE actions DROP COLUMN created_by; ALTER TABLE actions ADD COLUMN created_by INTEGER",
    why: "it has another type of actions.created_by",
  },
  {
    what: "a column of its own has a name that is needed",
    sql: "ALTER TABLE v3_plans ADD COLUMN version TEXT",
    why: "its own v3_plans.version would get in the way",
  },
])("refuses to adopt a store where $what", ({ sql, why }) =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "legacy.db");
    const database = legacyDatabase(file);
    database.exec(sql);
    database.close();
    const error = yield* Effect.flip(migrate(at(file)));
    expect(error.reason).toMatchObject({ _tag: "ForeignSchema", what: expect.stringContaining(why) });
    yield* expectRefusals(folder, file, { _tag: "ForeignSchema" });
  }),
);

it.live("adopts a store of another or no revision whose shape is right", () =>
  Effect.gen(function* () {
    for (const change of [
      "UPDATE alembic_version SET version_num = 'm9_999'",
      "DROP TABLE alembic_version",
    ]) {
      const file = join(temporaryFolder(), "legacy.db");
      legacyDatabase(file).exec(change);
      expect((yield* migrate(at(file))).applied).toHaveLength(3);
    }
  }),
);

/** Runs an effect without the rights of root, where the tests have them. */
const unprivileged = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> => {
  if (process.geteuid?.() !== 0) return effect;
  return Effect.acquireUseRelease(
    Effect.sync(() => process.seteuid?.(65_534)),
    () => effect,
    () => Effect.sync(() => process.seteuid?.(0)),
  );
};

const withModes = (folder: string, modes: Readonly<Record<string, number>>) => {
  for (const [path, mode] of Object.entries(modes)) chmodSync(join(folder, path), mode);
};

it.live("says what it may not do: read the file, write it, or make one in its folder", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    // Everything that the commands load is loaded before the rights go.
    for (const command of Object.values(commands(join(folder, "warm.db")))) yield* Effect.exit(command);
    for (const name of ["locked", "shut"]) mkdirSync(join(folder, name));
    legacyDatabase(join(folder, "unreadable.db")).close();
    legacyDatabase(join(folder, "locked", "legacy.db")).close();
    yield* migrate(at(join(folder, "locked", "ledger.db")));
    legacyDatabase(join(folder, "read-only.db")).close();
    withModes(folder, {
      ".": 0o755,
      "unreadable.db": 0o000,
      "read-only.db": 0o444,
      "locked/legacy.db": 0o666,
      "locked/ledger.db": 0o666,
      locked: 0o555,
      shut: 0o000,
    });
    const before = contentsOf(folder);
    const reasonOf = (command: Effect.Effect<unknown, MigrationError>) =>
      unprivileged(Effect.flip(command)).pipe(Effect.map(({ reason }) => reason));
    const path = (name: string) => at(join(folder, name));
    for (const command of Object.values(commands(join(folder, "unreadable.db"))))
      expect(yield* reasonOf(command)).toMatchObject({ _tag: "Unavailable" });
    for (const command of Object.values(commands(join(folder, "shut", "ledger.db"))))
      expect(yield* reasonOf(command)).toMatchObject({
        _tag: "Unavailable",
        what: "you may not enter its folder",
      });
    const folderReadOnly = { _tag: "ReadOnly", what: "its folder is read-only" };
    expect(yield* reasonOf(migrate(path("locked/new.db")))).toEqual(folderReadOnly);
    expect(yield* reasonOf(ensureSchema(path("locked/new.db")))).toEqual(folderReadOnly);
    expect(yield* reasonOf(ensureSchema(path("locked/deeper/new.db")))).toEqual(folderReadOnly);
    expect(yield* reasonOf(migrate(path("locked/legacy.db"), { backup: false }))).toEqual(folderReadOnly);
    expect(yield* reasonOf(migrate(path("locked/legacy.db")))).toMatchObject({ _tag: "BackupFailed" });
    expect(yield* reasonOf(ensureSchema(path("locked/ledger.db")))).toEqual(folderReadOnly);
    expect(yield* reasonOf(migrate(path("read-only.db"), { backup: false }))).toEqual({
      _tag: "ReadOnly",
      what: "the file is read-only",
    });
    expect(
      yield* reasonOf(backup(path("locked/legacy.db"), join(folder, "locked", "copy.db"))),
    ).toMatchObject({
      _tag: "BackupFailed",
    });
    withModes(folder, { shut: 0o700 });
    expect(contentsOf(folder)).toEqual(before);
  }),
);
