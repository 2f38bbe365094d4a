import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { migrate, verify } from "../src/index.ts";
import { ledger, open } from "./database.ts";
import { temporaryFolder } from "./folder.ts";

const after = (change: (sql: (text: string) => void) => void) => {
  const database = ledger();
  change((text) => database.exec(text));
  return verify({ engine: "sqlite-handle", database });
};

/** Edits the stored text of a table, as no ALTER could. */
const edited = (table: string, from: string, to: string) => {
  const database = ledger();
  database.unsafeMode(true);
  database.pragma("writable_schema = ON");
  const { changes } = database
    .prepare(
      "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ? AND instr(sql, ?) > 0",
    )
    .run(from, to, table, from);
  expect(changes).toBe(1);
  database.pragma("writable_schema = RESET");
  return verify({ engine: "sqlite-handle", database });
};

it.live("finds a fresh ledger equal [U15]", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "ledger.db");
    yield* migrate({ engine: "sqlite", file });
    open(file).exec("ANALYZE");
    expect(yield* verify({ engine: "sqlite", file })).toEqual({ equal: true, differences: [], extras: [] });
  }),
);

it.live("says which column is gone", () =>
  Effect.gen(function* () {
    const { equal, differences } = yield* after((run) =>
      run("ALTER TABLE v3_plans DROP COLUMN last_checkpoint_id"),
    );
    expect(equal).toBe(false);
    expect(differences).toEqual([
      {
        kind: "column",
        table: "v3_plans",
        name: "last_checkpoint_id",
        expected: "TEXT, null, no default",
        found: null,
      },
    ]);
  }),
);

it.live("says which column has another type, nullability or default [U17]", () =>
  Effect.gen(function* () {
    const one = (
      kind: string,
      table: string,
      name: string,
      expected: string | null,
      found: string | null,
    ) => ({
      equal: false,
      differences: [{ kind, table, name, expected, found }],
      extras: [],
    });
    expect(
      yield* edited(
        "v3_plans",
        "automation_profile TEXT NOT NULL",
        "automation_profile TEXT NOT NULL DEFAULT ''",
      ),
    ).toEqual(
      one(
        "column",
        "v3_plans",
        "automation_profile",
        "TEXT, not null, no default",
        "TEXT, not null, default ''",
      ),
    );
    expect(
      yield* edited("v3_plans", "root_plan_id VARCHAR(26) NOT NULL", "root_plan_id VARCHAR(26)"),
    ).toEqual(
      one("column", "v3_plans", "root_plan_id", "TEXT, not null, no default", "TEXT, null, no default"),
    );
    expect(yield* edited("plan_arguments", "value_json TEXT", "value_json INTEGER")).toEqual(
      one("column", "plan_arguments", "value_json", "TEXT, null, no default", "INTEGER, null, no default"),
    );
  }),
);

it.live("says which delete rule is another [D1]", () =>
  Effect.gen(function* () {
    const { differences } = yield* edited(
      "v3_plans",
      "FOREIGN KEY (root_plan_id) REFERENCES v3_plans (plan_id) ON DELETE RESTRICT",
      "FOREIGN KEY (root_plan_id) REFERENCES v3_plans (plan_id) ON DELETE SET NULL",
    );
    expect(differences).toEqual([
      {
        kind: "foreign key",
        table: "v3_plans",
        name: "(root_plan_id) references v3_plans (plan_id)",
        expected: "on delete RESTRICT, on update NO ACTION, immediate",
        found: "on delete SET NULL, on update NO ACTION, immediate",
      },
    ]);
  }),
);

it.live("says which foreign key is no longer deferred", () =>
  Effect.gen(function* () {
    const { differences } = yield* edited("pw_repairs", "DEFERRABLE INITIALLY DEFERRED", "");
    expect(differences.map(({ name, found }) => `${name}: ${found}`)).toEqual([
      "(barrier) references pw_repairs (plan_id): on delete RESTRICT, on update NO ACTION, immediate",
    ]);
  }),
);

it.live("says which index is gone or another", () =>
  Effect.gen(function* () {
    const { differences, extras } = yield* after((run) => {
      run("DROP INDEX ix_v3_plans_claim; DROP INDEX ix_v3_plans_short_id; DROP INDEX ux_plan_projects_alias");
      run("CREATE INDEX ix_v3_plans_short_id ON v3_plans (lower(substr(plan_id, -8)))");
      run("CREATE INDEX ux_plan_projects_alias ON plan_projects (plan_id, alias)");
    });
    expect(differences).toEqual([
      {
        kind: "index",
        table: "plan_projects",
        name: "ux_plan_projects_alias",
        expected: "unique (plan_id, alias)",
        found: "(plan_id, alias)",
      },
      {
        kind: "index",
        table: "v3_plans",
        name: "ix_v3_plans_claim",
        expected:
          "(processing_state, queued_at, plan_id) where processing_state = 'queued' and phase <> 'action'",
        found: null,
      },
      {
        kind: "index",
        table: "v3_plans",
        name: "ix_v3_plans_short_id",
        expected: "(upper ( substr ( plan_id , - 8 ) ))",
        found: "(lower ( substr ( plan_id , - 8 ) ))",
      },
    ]);
    expect(extras).toEqual([]);
  }),
);

it.live("says which trigger is gone or another [S2]", () =>
  Effect.gen(function* () {
    const { differences } = yield* after((run) => {
      run("DROP TRIGGER pw_v3_plans_snapshot; DROP TRIGGER pw_events_update");
      run("CREATE TRIGGER pw_events_update BEFORE UPDATE ON pw_events BEGIN SELECT 1; END");
    });
    expect(differences.map(({ kind, name, found }) => ({ kind, name, found }))).toEqual([
      {
        kind: "trigger",
        name: "pw_events_update",
        found: "create trigger pw_events_update before update on pw_events begin select 1 ; end",
      },
      { kind: "trigger", name: "pw_v3_plans_snapshot", found: null },
    ]);
  }),
);

it.live("says which check is another", () =>
  Effect.gen(function* () {
    const { differences } = yield* edited(
      "v3_plans",
      "CHECK (parent_plan_id <> plan_id)",
      "CHECK (parent_plan_id <> 'x')",
    );
    expect(differences).toEqual([
      { kind: "check", table: "v3_plans", name: "parent_plan_id <> plan_id", expected: "", found: null },
      { kind: "check", table: "v3_plans", name: "parent_plan_id <> 'x'", expected: null, found: "" },
    ]);
  }),
);

it.live("says which table is gone", () =>
  Effect.gen(function* () {
    const { differences } = yield* after((run) => run("DROP TABLE pw_leases"));
    expect(new Set(differences.map(({ table }) => table))).toEqual(new Set(["pw_leases"]));
    expect(differences).toContainEqual({
      kind: "table",
      table: "pw_leases",
      name: "",
      expected: "strict, rowid",
      found: null,
    });
  }),
);

it.live("lists what others added as extras, not as differences [U18]", () =>
  Effect.gen(function* () {
    const { equal, extras } = yield* after((run) => {
      run("CREATE TABLE alembic_version (version_num TEXT)");
      run("CREATE TABLE decisions (id INTEGER REFERENCES v3_plans)");
      run("ALTER TABLE v3_plans ADD COLUMN colour TEXT REFERENCES decisions (id) CHECK (colour <> '')");
      run("CREATE INDEX by_colour ON v3_plans (colour)");
      run("CREATE VIEW overview AS SELECT 1");
      run("CREATE TRIGGER paint AFTER INSERT ON actions BEGIN SELECT 1; END");
    });
    expect(equal).toBe(true);
    expect(extras.map(({ kind, table, name }) => [kind, table, name].join(" ").trim())).toEqual([
      "check v3_plans colour <> ''",
      "column v3_plans colour",
      "foreign key v3_plans (colour) references decisions (id)",
      "index v3_plans by_colour",
      "table alembic_version",
      "table decisions",
      "trigger actions paint",
      "view overview",
    ]);
  }),
);

it.live("does not take a new rule on our own columns for an extra", () =>
  Effect.gen(function* () {
    const { differences } = yield* edited(
      "pw_settings",
      "PRIMARY KEY (project, key)",
      "PRIMARY KEY (project, key), CHECK (length(key) < 9), UNIQUE (updated_at)",
    ).pipe(Effect.catchDefect(() => Effect.succeed({ differences: [] })));
    expect(differences.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "check length ( key ) < 9",
      "unique (updated_at)",
    ]);
  }),
);
