import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import { migrate, status } from "../../src/index.ts";
import { legacyDatabase, type TestDatabase } from "./database.ts";
import { until } from "./look.ts";

const made = (make: () => Promise<TestDatabase>) => Effect.promise(make);

const WAITING =
  "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

it.live("waits for whoever reads a table that it changes, then says how long it waited", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const reader = yield* Effect.promise(connect);
    yield* Effect.promise(() => reader.query("BEGIN; SELECT * FROM v3_plans"));
    const error = yield* Effect.flip(migrate(location, { waitMillis: 300 }));
    expect(error.retryable).toBe(true);
    if (error.reason._tag !== "Busy") throw error;
    expect(error.reason.waitedMillis).toBeGreaterThanOrEqual(300);
    expect(error.message).toContain("locked by another process");
    expect(yield* status(location)).toMatchObject({ condition: "legacy" });
  }),
);

it.live("goes on as soon as the lock is given up", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const reader = yield* Effect.promise(connect);
    const watcher = yield* Effect.promise(connect);
    yield* Effect.promise(() => reader.query("BEGIN; SELECT * FROM v3_plans"));
    const run = yield* Effect.forkChild(migrate(location, { waitMillis: 60_000 }));
    yield* Effect.promise(() => until(watcher, WAITING, "1"));
    yield* Effect.promise(() => reader.query("COMMIT"));
    expect((yield* Fiber.join(run)).applied).toHaveLength(3);
  }),
);

it.live(
  "lets others read on while it waits: it stands in their way for two seconds at a time and no longer",
  () =>
    Effect.gen(function* () {
      const { connect, location } = yield* made(legacyDatabase);
      const [reader, other, watcher] = yield* Effect.promise(() =>
        Promise.all([connect(), connect(), connect()]),
      );
      yield* Effect.promise(() => reader.query("BEGIN; SELECT * FROM v3_plans"));
      const run = yield* Effect.forkChild(migrate(location, { waitMillis: 60_000 }));
      yield* Effect.promise(() => until(watcher, WAITING, "1"));
      const started = performance.now();
      yield* Effect.promise(() => other.query("SELECT * FROM v3_plans"));
      expect(performance.now() - started).toBeLessThan(10_000);
      yield* Effect.promise(() => reader.query("COMMIT"));
      expect((yield* Fiber.join(run)).applied).toHaveLength(3);
    }),
  30_000,
);

it.live("leaves the old database when it is interrupted, and no connection", () =>
  Effect.gen(function* () {
    const { connect, location } = yield* made(legacyDatabase);
    const reader = yield* Effect.promise(connect);
    yield* Effect.promise(() => reader.query("BEGIN; SELECT * FROM v3_plans"));
    const run = yield* Effect.forkChild(migrate(location, { waitMillis: 60_000 }));
    yield* Effect.promise(() => until(reader, WAITING, "1"));
    yield* Fiber.interrupt(run);
    const others =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    yield* Effect.promise(() => reader.query("COMMIT"));
    yield* Effect.promise(() => until(reader, others, "0"));
    expect(yield* status(location)).toMatchObject({ condition: "legacy" });
  }),
);
