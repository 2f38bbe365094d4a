import { connect, createServer } from "node:net";
import { expect, it } from "@effect/vitest";
import { startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import * as Random from "effect/Random";
import { onTestFinished } from "vitest";
import { migrate, status, verify } from "../../src/index.ts";
import { serverStage, startMigrator } from "../processes/start.ts";
import { emptyDatabase, legacyDatabase, locationOf, type TestDatabase } from "./database.ts";
import { columnOf, namesIn, until } from "./look.ts";

const soak = process.env.PLANWRIGHT_TEST_SOAK === "1";
const seed = process.env.PLANWRIGHT_TEST_SEED ?? "0";
const names = ["0001_baseline", "0002_align_plans_schema", "0003_ledger_tables"];
const makers = { "an empty database": emptyDatabase, "a store of the other program": legacyDatabase };

const race = async ({ location }: TestDatabase) => {
  const stage = serverStage(location);
  const migrators = await Promise.all(Array.from({ length: 8 }, () => startMigrator(stage)));
  for (const migrator of migrators) migrator.go();
  const ends = await Promise.all(migrators.map(({ end }) => end));
  return ends.map(({ printed }) => printed);
};

it.live.each(
  Array.from({ length: soak ? 50 : 3 }, (_, round) => ({
    round,
    what: round % 3 === 2 ? ("a store of the other program" as const) : ("an empty database" as const),
  })),
)(
  "applies each migration once when eight processes migrate $what, round $round [U13]",
  ({ what }) =>
    Effect.gen(function* () {
      const database = yield* Effect.promise(makers[what]);
      const results = yield* Effect.promise(() => race(database));
      const applied = results.map((result) =>
        typeof result === "object" && result !== null && "applied" in result ? result.applied : result,
      );
      expect(applied.filter((list) => !Array.isArray(list))).toEqual([]);
      // One did it all, the others found it done: the run is one transaction.
      expect(applied.filter((list) => Array.isArray(list) && list.length === 0)).toHaveLength(7);
      expect(applied).toContainEqual(names.map((name) => expect.objectContaining({ name })));
      const client = yield* Effect.promise(database.connect);
      expect(yield* columnOf(client, "SELECT name FROM pw_migrations ORDER BY position")).toEqual(names);
      expect((yield* verify(database.location)).equal).toBe(true);
    }),
  120_000,
);

it.live(
  "makes two ledgers in one database at the same time",
  () =>
    Effect.gen(function* () {
      const { connect, url } = yield* Effect.promise(emptyDatabase);
      const client = yield* Effect.promise(connect);
      yield* Effect.promise(() => client.query("CREATE SCHEMA one; CREATE SCHEMA two"));
      const at = (schema: string) =>
        ({
          engine: "postgresql",
          address: schema,
          client: { connectionString: url, options: `-c search_path=${schema}` },
        }) as const;
      const results = yield* Effect.all([migrate(at("one")), migrate(at("two"))], {
        concurrency: "unbounded",
      });
      expect(results.map(({ applied }) => applied.length)).toEqual([3, 3]);
      expect((yield* verify(at("one"))).equal).toBe(true);
      expect((yield* verify(at("two"))).equal).toBe(true);
    }),
  60_000,
);

/** A database, its contents before anybody was killed, and a connection to look with. */
const opened = Effect.fnUntraced(function* (make: () => Promise<TestDatabase>) {
  const database = yield* Effect.promise(make);
  const client = yield* Effect.promise(database.connect);
  return { ...database, client, before: yield* Effect.promise(() => namesIn(client)) };
});

type Opened = Effect.Success<ReturnType<typeof opened>>;

const OTHERS =
  "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

/** Looks at what a killed process left: the old schema or the new one, nothing between, and a run that succeeds now. */
const afterKill = Effect.fnUntraced(function* ({ before, client, location }: Opened, when: string) {
  // What it had sent may still be done.
  yield* Effect.promise(() => until(client, OTHERS, "0"));
  const { condition } = yield* status(location);
  const found = yield* Effect.promise(() => namesIn(client));
  if (condition !== "current") expect(found, when).toEqual(before);
  yield* migrate(location);
  expect((yield* verify(location)).differences, when).toEqual([]);
  return condition;
});

const killedAtEvent = async ({ location }: TestDatabase, event: number) => {
  const migrator = await startMigrator(serverStage(location), event);
  migrator.go();
  return migrator.end;
};

it.live(
  "leaves the old schema when it is killed at an event of its run [U12]",
  () =>
    Effect.gen(function* () {
      const conditions = new Set<string>();
      // The first and the last event, and one in each migration; all of them when soaking.
      for (const event of soak ? Array.from({ length: 34 }, (_, index) => index) : [0, 6, 20, 32]) {
        const database = yield* opened(legacyDatabase);
        const { signal } = yield* Effect.promise(() => killedAtEvent(database, event));
        if (signal === "SIGKILL") conditions.add(yield* afterKill(database, `event ${event}`));
      }
      expect(conditions).toEqual(new Set(["legacy"]));
    }),
  300_000,
);

const killedAfter = async ({ location }: TestDatabase, micros: number) => {
  const migrator = await startMigrator(serverStage(location));
  migrator.go();
  const until = performance.now() + micros / 1_000;
  while (performance.now() < until) await new Promise<void>((resume) => setImmediate(resume));
  migrator.kill();
  return migrator.end;
};

it.live(
  "leaves the old schema or the new one when it is killed at any moment [U12]",
  () =>
    Effect.gen(function* () {
      for (let round = 0; round < (soak ? 100 : 4); round += 1) {
        const database = yield* opened(round % 2 === 0 ? legacyDatabase : emptyDatabase);
        const micros = yield* Random.nextIntBetween(0, 150_000);
        yield* Effect.promise(() => killedAfter(database, micros));
        const when = `round ${round}, after ${micros} microseconds, seed ${seed}`;
        expect(["legacy", "empty", "current"]).toContain(yield* afterKill(database, when));
      }
    }).pipe(Random.withSeed(seed)),
  600_000,
);

it.live(
  "leaves the old schema when the server is killed under it, and says that it is gone [U12]",
  () =>
    Effect.gen(function* () {
      const server = yield* Effect.promise(() => startServer());
      onTestFinished(() => server.remove());
      const location = locationOf(server.url);
      for (const killAt of [1, 12, 30]) {
        const { pid } = server;
        if (pid === undefined) throw new Error("the server does not run");
        let seen = 0;
        const onProgress = () => {
          if (seen === killAt) process.kill(pid, "SIGQUIT");
          seen += 1;
        };
        const error = yield* Effect.flip(migrate(location, { onProgress }));
        expect(error.reason).toMatchObject({ _tag: "Unavailable" });
        yield* Effect.promise(() => server.kill("SIGQUIT"));
        yield* Effect.promise(() => server.start());
        expect(yield* status(location)).toMatchObject({ condition: "empty" });
      }
      yield* migrate(location);
      expect((yield* verify(location)).equal).toBe(true);
    }),
  60_000,
);

/** Stands before a server and ends both sides of a connection when a client has asked for a commit, before it can have an answer. */
const cuttingCommits = async (url: string): Promise<string> => {
  const { hostname, port } = new URL(url);
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) socket.on("error", () => {});
    server.pipe(client);
    client.on("data", (bytes) => {
      const last = bytes.includes("COMMIT\0") && applied;
      if (last) client.destroy();
      server.write(bytes, () => last && server.end());
      // The first commit is that of the look.
      applied ||= bytes.includes("pw_migrations (position");
    });
    client.on("close", () => server.end());
  });
  let applied = false;
  await new Promise<void>((resume) => proxy.listen(0, "127.0.0.1", resume));
  onTestFinished(() => {
    proxy.close();
  });
  const address = proxy.address();
  if (typeof address !== "object" || address === null) throw new Error("the proxy has no port");
  const cut = new URL(url);
  cut.host = `127.0.0.1:${address.port}`;
  return cut.href;
};

it.live("says that a commit may have succeeded when it cannot know, and then finds out", () =>
  Effect.gen(function* () {
    const { client, location, url } = yield* opened(emptyDatabase);
    const error = yield* Effect.flip(migrate(locationOf(yield* Effect.promise(() => cuttingCommits(url)))));
    expect(error.reason).toMatchObject({
      _tag: "Unavailable",
      what: expect.stringContaining("its connection was lost during the commit, which may have succeeded"),
    });
    yield* Effect.promise(() => until(client, OTHERS, "0"));
    expect(yield* status(location)).toMatchObject({ condition: "current" });
  }),
);
