import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import { startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import { ensureSchema, migrate, type PostgresLocation, plan, status, verify } from "../../src/index.ts";
import { emptyDatabase, ledger, locationOf, refusalOf, type TestDatabase } from "./database.ts";

/** A role that may do what is granted, for one test. */
const withRole = Effect.fnUntraced(function* ({ connect, url }: TestDatabase, grants: string) {
  const owner = yield* Effect.promise(connect);
  const role = `reader_${process.pid}_${Math.trunc(performance.now() * 1_000)}`;
  yield* Effect.promise(() => owner.query(`CREATE ROLE ${role}; ${grants.replaceAll("ROLE", role)}`));
  onTestFinished(async () => {
    await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });
  return {
    engine: "postgresql",
    address: role,
    client: { connectionString: url, options: `-c role=${role}` },
  } satisfies PostgresLocation;
});

it.live("looks at a ledger with no right but to read it", () =>
  Effect.gen(function* () {
    const database = yield* Effect.promise(ledger);
    const location = yield* withRole(database, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO ROLE");
    expect(yield* ensureSchema(location)).toMatchObject({ created: false });
    expect(yield* status(location)).toMatchObject({ condition: "current", healthy: true });
    expect(yield* plan(location)).toMatchObject({ pending: [] });
    expect((yield* verify(location)).equal).toBe(true);
    expect((yield* migrate(location)).applied).toEqual([]);
  }),
);

it.live("says which right is missing: to read a history, or to make tables", () =>
  Effect.gen(function* () {
    const current = yield* withRole(yield* Effect.promise(ledger), "");
    for (const command of [Effect.asVoid(status(current)), Effect.asVoid(ensureSchema(current))])
      expect((yield* Effect.flip(command)).reason).toEqual({
        _tag: "Unavailable",
        what: "permission denied for table pw_migrations",
      });
    const empty = yield* withRole(
      yield* Effect.promise(emptyDatabase),
      "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    );
    expect(yield* status(empty)).toMatchObject({ condition: "empty" });
    const error = yield* Effect.flip(migrate(empty));
    expect(error.reason).toEqual({ _tag: "ReadOnly", what: "permission denied for schema public" });
    expect(error.message).toMatch(/cannot be written to: permission denied for schema public\.$/);
  }),
);

it.live("says that a database is read-only", () =>
  Effect.gen(function* () {
    const { url } = yield* Effect.promise(emptyDatabase);
    const location: PostgresLocation = {
      engine: "postgresql",
      address: "read-only",
      client: { connectionString: url, options: "-c default_transaction_read_only=on" },
    };
    expect((yield* Effect.flip(migrate(location))).reason).toMatchObject({ _tag: "ReadOnly" });
  }),
);

it.live(
  "looks at a standby, which cannot be written to and does not know which events are settled",
  () =>
    Effect.gen(function* () {
      const server = yield* Effect.promise(() => startServer());
      onTestFinished(() => server.remove());
      const location = locationOf(server.url);
      yield* migrate(location, { to: "0002_align_plans_schema" });
      const standBy = () => {
        writeFileSync(join(server.dataFolder, "standby.signal"), "");
        return server.restart();
      };
      yield* Effect.promise(standBy);
      expect(yield* status(location)).toMatchObject({ condition: "outdated" });
      expect((yield* Effect.flip(migrate(location))).reason).toMatchObject({ _tag: "ReadOnly" });
      expect(yield* plan(location)).toMatchObject({ pending: [{ name: "0003_ledger_tables" }] });
      const client = new Client({ connectionString: server.url });
      yield* Effect.promise(() => client.connect());
      yield* Effect.promise(() => client.query("SELECT pg_promote()"));
      yield* Effect.promise(() => client.end());
      yield* migrate(location);
      yield* Effect.promise(standBy);
      expect((yield* verify(location)).equal).toBe(true);
      expect((yield* migrate(location)).applied).toEqual([]);
      const reader = new Client({ connectionString: server.url });
      yield* Effect.promise(() => reader.connect());
      const refusal = yield* Effect.promise(() => refusalOf(reader.query("SELECT pw_events_settled()")));
      yield* Effect.promise(() => reader.end());
      expect(refusal).toBe("25000: planwright: events_replica");
    }),
  60_000,
);
