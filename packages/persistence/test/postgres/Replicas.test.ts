import { expect, it } from "@effect/vitest";
import type { Stores } from "@planwright/domain";
import { startReplica, startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import { vi } from "vitest";
import { eventually } from "./eventually.ts";
import { makeTables, openBeside, openLedger, withOptions } from "./ledgerDatabase.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const DIGEST = "d".repeat(64);
const keep = (stores: Stores) => stores.snapshots.keep(DIGEST, "text");
const find = (stores: Stores) => stores.snapshots.find(DIGEST);
const MAY_LAG = { mayLag: true };

/** A server and a streaming copy of it that can be held back. */
const pair = Effect.gen(function* () {
  const primary = yield* Effect.acquireRelease(
    Effect.promise(() => startServer()),
    (server) => Effect.promise(() => server.remove()),
  );
  yield* Effect.promise(() => makeTables(primary.url));
  const replica = yield* Effect.acquireRelease(
    Effect.promise(() => startReplica(primary)),
    (server) => Effect.promise(() => server.remove()),
  );
  const copy = yield* openBeside(replica.url);
  const url = withOptions(primary.url, { replica: `127.0.0.1:${replica.port}` });
  return { primary, replica, copy, url };
});

it.live("asks a copy for what may lag, and the primary for everything else", () =>
  Effect.gen(function* () {
    const { copy, url } = yield* pair;
    const uow = yield* openLedger(url);
    expect(yield* uow.read(find, MAY_LAG)).toBeNull();
    yield* Effect.promise(() => copy.query("SELECT pg_wal_replay_pause()"));
    yield* uow.write(keep);
    expect([yield* uow.read(find), yield* uow.read(find, MAY_LAG)]).toEqual(["text", null]);
    yield* Effect.promise(() => copy.query("SELECT pg_wal_replay_resume()"));
    yield* eventually(Effect.map(uow.read(find, MAY_LAG), (text) => text === "text"));
  }).pipe(Effect.scoped),
);

it.live("asks the primary while a copy is away or dies, and the copy again when it is back", () =>
  Effect.gen(function* () {
    const { copy, replica, url } = yield* pair;
    const uow = yield* openLedger(url);
    yield* uow.write(keep);
    yield* eventually(Effect.map(uow.read(find, MAY_LAG), (text) => text === "text"));
    yield* Effect.promise(() => replica.kill("SIGKILL"));
    expect(yield* uow.read(find, MAY_LAG)).toBe("text");
    expect(yield* uow.read(find, MAY_LAG)).toBe("text");
    yield* Effect.promise(() => copy.end());
    yield* Effect.promise(() => replica.start());
    const again = yield* openBeside(replica.url);
    const asked = Effect.promise(async () => {
      const text = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'planwright'";
      return (await again.query(text)).rows.length > 0;
    });
    expect(yield* asked).toBe(false);
    yield* eventually(Effect.andThen(uow.read(find, MAY_LAG), asked));
  }).pipe(Effect.scoped),
);

it.live("asks the primary for what a copy cannot answer", () =>
  Effect.gen(function* () {
    const { copy, primary, url } = yield* pair;
    const uow = yield* openLedger(url);
    yield* uow.write(keep);
    yield* eventually(Effect.map(uow.read(find, MAY_LAG), (text) => text === "text"));
    // A copy has no locks that would say which events are settled.
    expect(yield* uow.read((stores) => stores.events.read({ limit: 10 }), MAY_LAG)).toEqual([]);
    // A copy that has not heard of a table yet.
    yield* Effect.promise(() => copy.query("SELECT pg_wal_replay_pause()"));
    const beside = yield* openBeside(primary.url);
    yield* Effect.promise(() =>
      beside.query("CREATE SCHEMA later; ALTER TABLE pw_snapshots SET SCHEMA later"),
    );
    const moved = yield* openLedger(withOptions(url, { options: "-c search_path=later,public" }));
    expect(yield* moved.read(find, MAY_LAG)).toBe("text");
    const other = yield* openLedger(withOptions(url, { options: "-c search_path=later" }));
    expect(yield* other.read(find, MAY_LAG)).toBe("text");
  }).pipe(Effect.scoped),
);

it.live("answers on its own where no copy is named, or none can be reached", () =>
  Effect.gen(function* () {
    const { primary } = yield* pair;
    const alone = yield* openLedger(primary.url);
    yield* alone.write(keep);
    expect(yield* alone.read(find, MAY_LAG)).toBe("text");
    const uow = yield* openLedger(withOptions(primary.url, { replica: "127.0.0.1:1" }));
    expect(yield* uow.read(find, MAY_LAG)).toBe("text");
  }).pipe(Effect.scoped),
);
