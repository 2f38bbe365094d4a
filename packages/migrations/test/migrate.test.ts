import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import { migrate, type Progress, plan, status, verify } from "../src/index.ts";
import { legacyDatabase, open } from "./database.ts";
import { contentsOf, temporaryFolder } from "./folder.ts";

const names = ["0001_baseline", "0002_align_plans_schema", "0003_ledger_tables"];
const at = (file: string) => ({ engine: "sqlite", file }) as const;

it.live("makes a missing file, and its folders, for the owner alone [X10]", () =>
  Effect.gen(function* () {
    const folder = join(temporaryFolder(), "state", "planwright");
    const file = join(folder, "ledger.db");
    const { from, to, applied, backup } = yield* migrate(at(file));
    expect({ from, to, backup }).toEqual({ from: null, to: names[2], backup: null });
    expect(applied.map(({ name, adopted, rows }) => ({ name, adopted, rows }))).toEqual(
      names.map((name) => ({ name, adopted: false, rows: 0 })),
    );
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["ledger.db"]);
    const database = open(file);
    expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(
      database.prepare("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'alembic%'").pluck().get(),
    ).toBe(0);
  }),
);

it.live("writes down what it applied, in the stored form of instants", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "ledger.db");
    yield* migrate(at(file));
    const rows = open(file)
      .prepare("SELECT position, name, predecessor, applied_at FROM pw_migrations ORDER BY position")
      .all();
    expect(rows).toMatchObject(
      names.map((name, index) => ({ position: index + 1, name, predecessor: names[index - 1] ?? null })),
    );
    for (const row of rows)
      expect(row).toMatchObject({
        applied_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      });
  }),
);

it.live("does nothing on a current ledger", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "ledger.db");
    yield* migrate(at(file));
    const before = contentsOf(folder);
    const events: Array<Progress> = [];
    const { from, to, applied, backup } = yield* migrate(at(file), {
      onProgress: (event) => events.push(event),
    });
    expect({ from, to, applied, backup, events }).toEqual({
      from: names[2],
      to: names[2],
      applied: [],
      backup: null,
      events: [],
    });
    expect(contentsOf(folder)).toEqual(before);
  }),
);

it.live(
  "adopts a store of the other program without rows: the baseline is only recorded, its table of versions never written",
  () =>
    Effect.gen(function* () {
      const file = join(temporaryFolder(), "legacy.db");
      legacyDatabase(file);
      const { from, to, applied, backup } = yield* migrate(at(file));
      expect({ from, to }).toEqual({ from: "m4_003_plan_env_columns", to: names[2] });
      expect(applied.map(({ adopted }) => adopted)).toEqual([true, false, false]);
      const database = open(file);
      expect(database.prepare("SELECT adopted FROM pw_migrations ORDER BY position").pluck().all()).toEqual([
        1, 0, 0,
      ]);
      expect(database.prepare("SELECT version_num FROM alembic_version").pluck().all()).toEqual([
        "m4_003_plan_env_columns",
      ]);
      expect(backup).toMatch(/^.*legacy\.db\.\d{8}T\d{6}Z\.backup$/);
    }),
);

it.live("gives an adopted store the schema of a fresh one [U15]", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "legacy.db");
    legacyDatabase(file);
    yield* migrate(at(file));
    const { equal, differences, extras } = yield* verify(at(file));
    expect({ equal, differences }).toEqual({ equal: true, differences: [] });
    expect(extras).toEqual([{ kind: "table", table: "alembic_version", name: "" }]);
  }),
);

it.live("keeps what other programs have in the database [U10] [U18]", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "legacy.db");
    const database = legacyDatabase(file);
    database.exec(`
      ALTER TABLE v3_plans ADD COLUMN "odd, name" TEXT DEFAULT 'a, b' COLLATE NOCASE CHECK ("odd, name" <> ')');
      ALTER TABLE actions ADD COLUMN cost DECIMAL(10, 2);
      CREATE TABLE decisions (id INTEGER PRIMARY KEY, plan_id TEXT REFERENCES v3_plans (plan_id) ON DELETE CASCADE);
      CREATE TABLE automation_profiles (name TEXT PRIMARY KEY);
      CREATE TABLE events (body TEXT REFERENCES nowhere (else_));
      CREATE TABLE projects (name TEXT);
      CREATE VIEW overview AS SELECT plan_id, phase FROM v3_plans JOIN actions ON action_name = actions.namespaced_name;
      CREATE INDEX odd_index ON v3_plans ("odd, name", phase);
      CREATE TRIGGER odd_trigger AFTER DELETE ON v3_plans BEGIN DELETE FROM decisions WHERE plan_id = OLD.plan_id; END;
      PRAGMA foreign_keys = OFF;
      INSERT INTO decisions VALUES (1, 'dangling'), (2, 'dangling');
      INSERT INTO projects VALUES ('kept');
    `);
    yield* migrate(at(file));
    expect(database.prepare("SELECT count(*) FROM decisions").pluck().get()).toBe(2);
    expect(database.prepare("SELECT name FROM projects").pluck().get()).toBe("kept");
    expect(database.prepare("SELECT * FROM overview").all()).toEqual([]);
    const { equal, extras } = yield* verify(at(file));
    expect(equal).toBe(true);
    expect(extras.map(({ kind, name, table }) => `${kind} ${name || table}`)).toEqual(
      expect.arrayContaining([
        "column odd, name",
        "column cost",
        "index odd_index",
        "trigger odd_trigger",
        "view overview",
        "table events",
      ]),
    );
    const sql = database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'v3_plans'").pluck().get();
    expect(sql).toContain(`"odd, name" TEXT DEFAULT 'a, b' COLLATE NOCASE CHECK ( "odd, name" <> ')' )`);
    expect(sql).not.toContain("/*");
  }),
);

it.live("copies a database that is not empty first, verified and for the owner alone", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "legacy.db");
    const original = legacyDatabase(file);
    original.exec("CREATE TABLE notes (body TEXT); INSERT INTO notes VALUES ('one'), ('two')");
    const { backup } = yield* migrate(at(file));
    if (backup === null) throw new Error("no backup");
    expect(readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name))).toHaveLength(2);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    const copy = open(backup);
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(copy.prepare("SELECT body FROM notes").pluck().all()).toEqual(["one", "two"]);
    expect(copy.prepare("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'pw%'").pluck().get()).toBe(0);
  }),
);

it.live("copies nothing when asked not to, and never replaces an earlier copy", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "legacy.db");
    legacyDatabase(file);
    expect((yield* migrate(at(file), { backup: false, to: "0001_baseline" })).backup).toBe(null);
    const first = yield* migrate(at(file), { to: "0002_align_plans_schema" });
    const second = yield* migrate(at(file));
    expect(first.backup).not.toBe(second.backup);
    for (const { backup } of [first, second]) expect(backup !== null && existsSync(backup)).toBe(true);
  }),
);

it.live("stops at the migration that was asked for", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "ledger.db");
    const first = yield* migrate(at(file), { to: "0002_align_plans_schema" });
    expect(first.applied.map(({ name }) => name)).toEqual(names.slice(0, 2));
    expect(yield* status(at(file))).toMatchObject({
      condition: "outdated",
      schemaVersion: names[1],
      pending: [names[2]],
      healthy: false,
    });
    expect(open(file).pragma("journal_mode", { simple: true })).toBe("delete");
    const error = yield* Effect.flip(migrate(at(file), { to: "0009_dreams" }));
    expect(error.reason).toEqual({ _tag: "UnknownMigration", name: "0009_dreams", known: names });
    expect((yield* migrate(at(file))).applied.map(({ name }) => name)).toEqual(names.slice(2));
    const back = yield* Effect.flip(migrate(at(file), { to: "0001_baseline" }));
    expect(back.reason).toMatchObject({
      _tag: "OnlyForward",
      name: "0001_baseline",
      schemaVersion: names[2],
    });
    expect((yield* verify(at(file))).equal).toBe(true);
  }),
);

it.live("plans what it would do without changing a byte or making a file", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const missing = yield* plan(at(join(folder, "none", "ledger.db")));
    expect(missing.pending.map(({ name }) => name)).toEqual(names);
    expect(missing).toMatchObject({ from: null, to: names[2], applied: [], backup: null });
    const file = join(folder, "legacy.db");
    legacyDatabase(file).close();
    const before = contentsOf(folder);
    const { pending } = yield* plan(at(file), { to: "0002_align_plans_schema" });
    expect(pending.map(({ name, adopted }) => ({ name, adopted }))).toEqual([
      { name: names[0], adopted: true },
      { name: names[1], adopted: false },
    ]);
    expect(pending[1]?.steps).toContainEqual({ description: "rebuild the table of plans", rows: 0 });
    expect(contentsOf(folder)).toEqual(before);
    yield* migrate(at(file));
    const current = contentsOf(folder);
    expect((yield* plan(at(file))).pending).toEqual([]);
    yield* status(at(file));
    yield* verify(at(file));
    // Also in WAL mode, where reading leaves two files beside the ledger.
    expect(contentsOf(folder)).toEqual(current);
  }),
);

it.live("refuses rows from before in one clear sentence, and changes nothing", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "legacy.db");
    const database = legacyDatabase(file);
    database.exec(
      "PRAGMA foreign_keys = OFF; INSERT INTO plan_projects (plan_id, project_name) VALUES ('x', 'secret-name')",
    );
    database.close();
    const before = contentsOf(folder);
    for (const command of [Effect.asVoid(migrate(at(file))), Effect.asVoid(plan(at(file)))]) {
      const error = yield* Effect.flip<
        unknown,
        { readonly message: string; readonly reason: unknown },
        never
      >(command);
      expect(error.reason).toEqual({ _tag: "PopulatedLegacy", rows: { plan_projects: 1 } });
      expect(error.message).toBe(
        `The database ${file} holds rows from before Planwright (1 in plan_projects), and this release cannot upgrade a populated database yet; nothing was changed.`,
      );
    }
    expect(contentsOf(folder)).toEqual(before);
  }),
);

const eventsOf = (events: ReadonlyArray<Progress>) =>
  events.map((event) => ("step" in event ? `${event._tag} ${event.step}` : event._tag));

it.live(
  "leaves the old database when it is stopped at any step, and goes through afterwards [U12]",
  () =>
    Effect.gen(function* () {
      const folder = temporaryFolder();
      const file = join(folder, "legacy.db");
      legacyDatabase(file).close();
      const original = readFileSync(file);
      const all: Array<Progress> = [];
      const rehearsal = join(folder, "rehearsal.db");
      legacyDatabase(rehearsal).close();
      yield* migrate(at(rehearsal), { onProgress: (event) => all.push(event) });
      expect(eventsOf(all)).toContain("StepFinished rebuild the table of plans");
      for (const stopAt of all.keys()) {
        let seen = 0;
        const exit = yield* Effect.exit(
          migrate(at(file), {
            backup: false,
            onProgress: () => {
              if (seen === stopAt) throw new Error("stop");
              seen += 1;
            },
          }),
        );
        if (exit._tag === "Success") {
          expect(stopAt).toBeGreaterThanOrEqual(all.length - 2);
          break;
        }
        expect(readFileSync(file).equals(original), `after event ${stopAt}`).toBe(true);
        expect(yield* status(at(file))).toMatchObject({ condition: "legacy" });
      }
      yield* migrate(at(file));
      expect((yield* verify(at(file))).equal).toBe(true);
      expect(
        readdirSync(folder).filter((name) => name.includes("partial") || name.includes("journal")),
      ).toEqual([]);
    }),
  60_000,
);

it.live("works through a connection that is open, and gives it its settings back", () =>
  Effect.gen(function* () {
    const database = new Database(":memory:");
    database.pragma("foreign_keys = ON");
    database.pragma("busy_timeout = 1234");
    const location = { engine: "sqlite-handle", database } as const;
    expect((yield* migrate(location)).applied).toHaveLength(3);
    expect((yield* verify(location)).equal).toBe(true);
    expect(database.pragma("foreign_keys", { simple: true })).toBe(1);
    expect(database.pragma("legacy_alter_table", { simple: true })).toBe(0);
    expect(database.pragma("busy_timeout", { simple: true })).toBe(1234);
    database.exec("BEGIN");
    expect((yield* Effect.flip(migrate(location))).reason).toMatchObject({ _tag: "Unavailable" });
    expect(database.inTransaction).toBe(true);
    database.close();
  }),
);

it.live("says that the disk is full, and leaves nothing behind", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "ledger.db");
    const database = open(file);
    database.pragma("max_page_count = 20");
    const location = { engine: "sqlite-handle", database } as const;
    expect((yield* Effect.flip(migrate(location))).reason).toEqual({ _tag: "Full" });
    expect(database.inTransaction).toBe(false);
    expect(database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get()).toBe(0);
    database.pragma("max_page_count = 2000");
    expect((yield* migrate(location)).applied).toHaveLength(3);
  }),
);

it.live("names the step that fails, and leaves nothing behind [U12]", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "legacy.db");
    const database = legacyDatabase(file);
    database.exec("CREATE TABLE pw_events (mine TEXT)");
    database.close();
    const before = contentsOf(folder);
    const error = yield* Effect.flip(migrate(at(file), { backup: false }));
    expect(error.reason).toEqual({
      _tag: "StepFailed",
      migration: names[2],
      step: "create the tables of decisions and events",
      what: "table pw_events already exists",
    });
    expect(contentsOf(folder)).toEqual(before);
  }),
);

it.live("does not migrate when the copy cannot be made", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "legacy.db");
    legacyDatabase(file).close();
    mkdirSync(`${file}.backup-partial`);
    const before = contentsOf(folder);
    const error = yield* Effect.flip(migrate(at(file)));
    expect(error.reason).toMatchObject({ _tag: "BackupFailed", file: expect.stringContaining(".backup") });
    expect(contentsOf(folder)).toEqual(before);
  }),
);
