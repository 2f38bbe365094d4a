import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { backup, migrate, type Progress, plan, status, verify } from "../../src/index.ts";
import { emptyDatabase, ledger, legacyDatabase, type TestDatabase } from "./database.ts";
import { columnOf, namesIn } from "./look.ts";

const names = ["0001_baseline", "0002_align_plans_schema", "0003_ledger_tables"];
const made = (make: () => Promise<TestDatabase>) => Effect.promise(make);

it.live("makes the schema of an empty database, and writes down what it applied", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(emptyDatabase);
    const { from, to, applied, backup: copy } = yield* migrate(location);
    expect({ from, to, copy }).toEqual({ from: null, to: names[2], copy: null });
    expect(applied.map(({ name, adopted, rows }) => ({ name, adopted, rows }))).toEqual(
      names.map((name) => ({ name, adopted: false, rows: 0 })),
    );
    const client = yield* Effect.promise(connect);
    const { rows } = yield* Effect.promise(() =>
      client.query(
        "SELECT position::INT, name, predecessor, adopted, applied_at FROM pw_migrations ORDER BY position",
      ),
    );
    expect(rows).toEqual(
      names.map((name, index) => ({
        position: index + 1,
        name,
        predecessor: names[index - 1] ?? null,
        adopted: false,
        applied_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      })),
    );
    expect(
      (yield* Effect.promise(() => namesIn(client))).filter((name) => name.startsWith("alembic")),
    ).toEqual([]);
    expect(yield* verify(location)).toEqual({ equal: true, differences: [], extras: [] });
    expect(yield* status(location)).toEqual({
      engine: "postgresql",
      location: location.address,
      condition: "current",
      schemaVersion: names[2],
      pending: [],
      healthy: true,
    });
  }),
);

it.live("does nothing on a current ledger", () =>
  Effect.gen(function* () {
    const { location } = yield* made(ledger);
    const events: Array<Progress> = [];
    const {
      from,
      to,
      applied,
      backup: copy,
    } = yield* migrate(location, {
      onProgress: (event) => events.push(event),
    });
    expect({ from, to, applied, copy, events }).toEqual({
      from: names[2],
      to: names[2],
      applied: [],
      copy: null,
      events: [],
    });
  }),
);

it.live("stands in nobody's way where there is nothing to do", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(ledger);
    const writer = yield* Effect.promise(connect);
    // Nothing but a lock of the same strength waits for this one.
    yield* Effect.promise(() => writer.query("BEGIN; LOCK TABLE v3_plans, actions IN EXCLUSIVE MODE"));
    const run = "(1886874983::BIGINT << 32) | 'public'::REGNAMESPACE::OID::BIGINT";
    yield* Effect.promise(() => writer.query(`SELECT pg_advisory_xact_lock(${run})`));
    expect((yield* migrate(location, { waitMillis: 1 })).applied).toEqual([]);
    expect((yield* verify(location, { waitMillis: 1 })).equal).toBe(true);
  }),
);

it.live(
  "adopts a store of the other program without rows: the baseline is only recorded, its table of versions never written",
  () =>
    Effect.gen(function* () {
      const { connect, location } = yield* made(legacyDatabase);
      expect(yield* status(location)).toMatchObject({ condition: "legacy", healthy: false });
      const { from, to, applied } = yield* migrate(location);
      expect({ from, to }).toEqual({ from: "m4_003_plan_env_columns", to: names[2] });
      expect(applied.map(({ adopted }) => adopted)).toEqual([true, false, false]);
      const client = yield* Effect.promise(connect);
      expect(yield* columnOf(client, "SELECT adopted FROM pw_migrations ORDER BY position")).toEqual([
        true,
        false,
        false,
      ]);
      expect(yield* columnOf(client, "SELECT version_num FROM alembic_version")).toEqual([
        "m4_003_plan_env_columns",
      ]);
    }),
);

it.live("gives an adopted store the schema of a fresh one [U15]", () =>
  Effect.gen(function* () {
    const { location } = yield* made(legacyDatabase);
    yield* migrate(location);
    const { equal, differences, extras } = yield* verify(location);
    expect({ equal, differences }).toEqual({ equal: true, differences: [] });
    expect(extras).toEqual([{ kind: "table", table: "alembic_version", name: "" }]);
  }),
);

it.live("replaces the rules of an adopted store whatever they are called [U15]", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const client = yield* Effect.promise(connect);
    yield* Effect.promise(() =>
      client.query(`
        ALTER TABLE v3_plans RENAME CONSTRAINT v3_plans_root_plan_id_fkey TO fk_root;
        ALTER TABLE v3_plans RENAME CONSTRAINT ck_v3_plans_state TO ck_state;
        ALTER TABLE v3_plans ALTER COLUMN created_at TYPE VARCHAR(40)`),
    );
    yield* migrate(location);
    expect((yield* verify(location)).differences).toEqual([]);
  }),
);

const OTHERS = `
  CREATE SCHEMA reports;
  ALTER TABLE v3_plans ADD COLUMN "odd, name" TEXT DEFAULT 'a, b' CHECK ("odd, name" <> ')');
  ALTER TABLE actions ADD COLUMN cost NUMERIC(10, 2);
  CREATE TABLE decisions (id INTEGER PRIMARY KEY, plan_id VARCHAR(26) REFERENCES v3_plans (plan_id) ON DELETE CASCADE);
  CREATE TABLE automation_profiles (name TEXT PRIMARY KEY);
  CREATE TABLE events (body TEXT);
  CREATE TABLE projects (name TEXT);
  CREATE VIEW overview WITH (security_barrier = true) AS SELECT plan_id, phase FROM v3_plans JOIN actions ON action_name = actions.namespaced_name;
  CREATE VIEW reports.totals AS SELECT phase, count(*) FROM overview GROUP BY phase;
  COMMENT ON VIEW overview IS 'what is going on';
  GRANT SELECT ON reports.totals TO PUBLIC;
  CREATE INDEX odd_index ON v3_plans ("odd, name", phase);
  CREATE FUNCTION odd_function() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN DELETE FROM decisions WHERE plan_id = OLD.plan_id; RETURN NULL; END';
  CREATE TRIGGER odd_trigger AFTER DELETE ON v3_plans FOR EACH ROW EXECUTE FUNCTION odd_function();
  CREATE TRIGGER odd_phase AFTER UPDATE OF phase ON v3_plans FOR EACH ROW WHEN (OLD.phase <> NEW.phase) EXECUTE FUNCTION odd_function();
  ALTER TABLE v3_plans DISABLE TRIGGER odd_phase;
  INSERT INTO projects VALUES ('kept');`;

const othersIn = `SELECT format('%s %s %s', relkind, relname, coalesce(obj_description(pg_class.oid), '-')) || coalesce(reloptions::TEXT, '') || coalesce(relacl::TEXT, '')
    || CASE relkind WHEN 'v' THEN pg_get_viewdef(pg_class.oid) ELSE '' END FROM pg_class
  WHERE relname IN ('overview', 'totals', 'decisions', 'automation_profiles', 'events', 'projects', 'odd_index')
  UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::TEXT FROM pg_trigger WHERE tgname LIKE 'odd%'
  UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'decisions'::REGCLASS AND contype = 'f'
  ORDER BY 1`;

/** What is TEXT now needs none to be compared. */
const withoutCasts = (definition: unknown): string => String(definition).replaceAll(/[()]|::text/g, "");

it.live("keeps what other programs have in the database [U10] [U18]", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const client = yield* Effect.promise(connect);
    yield* Effect.promise(() => client.query(OTHERS));
    const before = yield* columnOf(client, othersIn);
    yield* migrate(location);
    expect((yield* columnOf(client, othersIn)).map(withoutCasts)).toEqual(before.map(withoutCasts));
    expect(before.length).toBe(10);
    expect(yield* columnOf(client, "SELECT name FROM projects")).toEqual(["kept"]);
    expect(yield* columnOf(client, "SELECT count FROM reports.totals")).toEqual([]);
    const { equal, extras } = yield* verify(location);
    expect(equal).toBe(true);
    expect(extras.map(({ kind, name, table }) => `${kind} ${name || table}`)).toEqual(
      expect.arrayContaining([
        "column odd, name",
        "column cost",
        "index odd_index",
        "trigger odd_trigger",
        "trigger odd_phase",
        "view overview",
        "table events",
      ]),
    );
  }),
);

it.live("says which view keeps it from adopting, and leaves the database as it was", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const client = yield* Effect.promise(connect);
    yield* Effect.promise(() =>
      client.query(`CREATE VIEW overview AS SELECT plan_id FROM v3_plans;
        CREATE RULE keep AS ON INSERT TO overview DO INSTEAD NOTHING`),
    );
    expect((yield* Effect.flip(migrate(location))).reason).toEqual({
      _tag: "StepFailed",
      migration: names[1],
      step: "give the columns their types and add those of the ledger",
      what: "cannot alter type of a column used by a view or rule",
    });
    expect(yield* status(location)).toMatchObject({ condition: "legacy" });
  }),
);

it.live("stops at the migration that was asked for", () =>
  Effect.gen(function* () {
    const { location } = yield* made(emptyDatabase);
    const first = yield* migrate(location, { to: "0002_align_plans_schema" });
    expect(first.applied.map(({ name }) => name)).toEqual(names.slice(0, 2));
    expect(yield* status(location)).toMatchObject({
      condition: "outdated",
      schemaVersion: names[1],
      pending: [names[2]],
      healthy: false,
    });
    const error = yield* Effect.flip(migrate(location, { to: "0009_dreams" }));
    expect(error.reason).toEqual({ _tag: "UnknownMigration", name: "0009_dreams", known: names });
    expect((yield* migrate(location)).applied.map(({ name }) => name)).toEqual(names.slice(2));
    const back = yield* Effect.flip(migrate(location, { to: "0001_baseline" }));
    expect(back.reason).toMatchObject({
      _tag: "OnlyForward",
      name: "0001_baseline",
      schemaVersion: names[2],
    });
    expect((yield* verify(location)).equal).toBe(true);
  }),
);

it.live("plans what it would do without making anything", () =>
  Effect.gen(function* () {
    const empty = yield* made(emptyDatabase);
    const fresh = yield* plan(empty.location);
    expect(fresh.pending.map(({ name }) => name)).toEqual(names);
    expect(fresh).toMatchObject({ from: null, to: names[2], applied: [], backup: null });
    const client = yield* Effect.promise(empty.connect);
    expect(yield* Effect.promise(() => namesIn(client))).toEqual([]);
    const legacy = yield* made(legacyDatabase);
    const { pending } = yield* plan(legacy.location, { to: "0002_align_plans_schema" });
    expect(pending.map(({ name, adopted }) => ({ name, adopted }))).toEqual([
      { name: names[0], adopted: true },
      { name: names[1], adopted: false },
    ]);
    expect(pending[1]?.steps).toContainEqual({
      description: "give the columns their types and add those of the ledger",
      rows: 0,
    });
    expect((yield* plan((yield* made(ledger)).location)).pending).toEqual([]);
  }),
);

it.live("refuses rows from before in one clear sentence, and changes nothing", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const client = yield* Effect.promise(connect);
    yield* Effect.promise(() =>
      client.query(`SET session_replication_role = replica;
        INSERT INTO plan_projects (plan_id, project_name) VALUES ('x', 'secret-name')`),
    );
    for (const command of [Effect.asVoid(migrate(location)), Effect.asVoid(plan(location))]) {
      const error = yield* Effect.flip(command);
      expect(error.reason).toEqual({ _tag: "PopulatedLegacy", rows: { plan_projects: 1 } });
      expect(error.message).toBe(
        `The database ${location.address} holds rows from before Planwright (1 in plan_projects), and this release cannot upgrade a populated database yet; nothing was changed.`,
      );
    }
    expect((yield* Effect.promise(() => namesIn(client))).filter((name) => name.startsWith("pw_"))).toEqual(
      [],
    );
  }),
);

it.live("leaves the old database when it is stopped at any step, and goes through afterwards [U12]", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const client = yield* Effect.promise(connect);
    const before = yield* Effect.promise(() => namesIn(client));
    let total = Number.POSITIVE_INFINITY;
    for (let stopAt = 0; stopAt < total; stopAt += 1) {
      let seen = 0;
      const onProgress = () => {
        if (seen === stopAt) throw new Error("stop");
        seen += 1;
      };
      const exit = yield* Effect.exit(migrate(location, { onProgress }));
      if (exit._tag === "Success") total = seen;
      else expect(yield* Effect.promise(() => namesIn(client)), `after event ${stopAt}`).toEqual(before);
    }
    expect(total).toBeGreaterThan(20);
    expect((yield* verify(location)).equal).toBe(true);
  }),
);

it.live("names the step that fails, and leaves nothing behind [U12]", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const client = yield* Effect.promise(connect);
    yield* Effect.promise(() => client.query("CREATE TABLE pw_events (mine TEXT)"));
    const before = yield* Effect.promise(() => namesIn(client));
    expect((yield* Effect.flip(migrate(location))).reason).toEqual({
      _tag: "StepFailed",
      migration: names[2],
      step: "create the tables of decisions and events",
      what: 'relation "pw_events" already exists',
    });
    expect(yield* Effect.promise(() => namesIn(client))).toEqual(before);
  }),
);

it.live("makes its schema where the connection looks first, and leaves others' alone", () =>
  Effect.gen(function* () {
    const { connect, url } = yield* made(ledger);
    const client = yield* Effect.promise(connect);
    yield* Effect.promise(() =>
      client.query('CREATE SCHEMA "Team, A"; CREATE TABLE public.customers (id INTEGER)'),
    );
    const location = {
      engine: "postgresql",
      address: "team",
      client: { connectionString: url, options: '-c search_path=\\"Team,\\ A\\",public' },
    } as const;
    expect(yield* status(location)).toMatchObject({ condition: "empty", healthy: false });
    expect((yield* migrate(location)).applied).toHaveLength(3);
    expect((yield* verify(location)).equal).toBe(true);
    expect((yield* status(location)).condition).toBe("current");
    expect(yield* Effect.promise(() => namesIn(client, "Team, A"))).toContain("v3_plans");
    expect(yield* columnOf(client, "SELECT name FROM public.actions")).toEqual(["a"]);
    expect(yield* columnOf(client, 'SELECT name FROM "Team, A".actions')).toEqual([]);
  }),
);

it.live("refuses to copy a database, and names the tool that can", () =>
  Effect.gen(function* () {
    const { location } = yield* made(ledger);
    const error = yield* Effect.flip(backup(location, "/nowhere/copy"));
    expect(error.reason).toMatchObject({ _tag: "BackupFailed", file: "/nowhere/copy" });
    expect(error.message).toMatch(/^[^\n]*pg_dump[^\n]*\.$/);
  }),
);
