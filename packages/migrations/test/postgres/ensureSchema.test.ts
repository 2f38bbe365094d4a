import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { ensureSchema, migrate, type PostgresLocation } from "../../src/index.ts";
import { emptyDatabase, ledger, legacyDatabase } from "./database.ts";
import { columnOf, namesIn } from "./look.ts";

const newest = "0003_ledger_tables";

it.live("finds a current ledger current, over a connection of its own and over a lent one", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* Effect.promise(ledger);
    expect(yield* ensureSchema(location)).toEqual({ created: false, schemaVersion: newest });
    const client = yield* Effect.promise(connect);
    const lent: PostgresLocation = { engine: "postgresql-handle", address: "lent", client };
    expect(yield* ensureSchema(lent)).toEqual({ created: false, schemaVersion: newest });
    expect(yield* columnOf(client, "SELECT 'still open'")).toEqual(["still open"]);
  }),
);

it.live("asks one statement of a current ledger", () =>
  Effect.gen(function* () {
    const { connect } = yield* Effect.promise(ledger);
    const client = yield* Effect.promise(connect);
    let asked = 0;
    const counted = new Proxy(client, {
      get: (target, name, self) => {
        if (name === "query") asked += 1;
        return Reflect.get(target, name, self);
      },
    });
    yield* ensureSchema({ engine: "postgresql-handle", address: "lent", client: counted });
    expect(asked).toBe(1);
  }),
);

it.live("makes no schema on a server: that is the work of one command, which it names", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* Effect.promise(emptyDatabase);
    const error = yield* Effect.flip(ensureSchema(location));
    expect(error.reason).toEqual({
      _tag: "SchemaTooOld",
      schemaVersion: null,
      pending: ["0001_baseline", "0002_align_plans_schema", newest],
    });
    expect(error.message).toContain("`planwright db migrate`");
    expect(error.retryable).toBe(false);
    const client = yield* Effect.promise(connect);
    expect(yield* Effect.promise(() => namesIn(client))).toEqual([]);
    const lent: PostgresLocation = { engine: "postgresql-handle", address: "lent", client };
    expect((yield* Effect.flip(ensureSchema(lent))).reason).toMatchObject({ _tag: "SchemaTooOld" });
    // The lent connection is in no transaction, least of all in a failed one.
    expect(yield* columnOf(client, "SELECT pg_current_xact_id_if_assigned() IS NULL")).toEqual([true]);
  }),
);

it.live("leaves what is behind alone: an older ledger, and a store of the other program", () =>
  Effect.gen(function* () {
    const older = yield* Effect.promise(emptyDatabase);
    yield* migrate(older.location, { to: "0002_align_plans_schema" });
    expect((yield* Effect.flip(ensureSchema(older.location))).reason).toEqual({
      _tag: "SchemaTooOld",
      schemaVersion: "0002_align_plans_schema",
      pending: [newest],
    });
    const legacy = yield* Effect.promise(legacyDatabase);
    expect((yield* Effect.flip(ensureSchema(legacy.location))).reason).toMatchObject({
      _tag: "SchemaTooOld",
      schemaVersion: "m4_003_plan_env_columns",
    });
  }),
);

it.live("does not take the ledger of a schema further down the path for its own", () =>
  Effect.gen(function* () {
    const { connect, url } = yield* Effect.promise(ledger);
    const client = yield* Effect.promise(connect);
    yield* Effect.promise(() => client.query("CREATE SCHEMA mine"));
    const location: PostgresLocation = {
      engine: "postgresql",
      address: "mine",
      client: { connectionString: url, options: "-c search_path=mine,public" },
    };
    expect((yield* Effect.flip(ensureSchema(location))).reason).toMatchObject({
      _tag: "SchemaTooOld",
      schemaVersion: null,
    });
  }),
);
