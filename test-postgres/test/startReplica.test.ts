import { expect, it, vi } from "vitest";
import { startReplica } from "../src/startReplica.ts";
import { startServer } from "../src/startServer.ts";
import { systemServers } from "../src/systemServers.ts";
import { query } from "./query.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

it.each(["bundled", ...systemServers().map(({ bin }) => bin)])(
  "hears what its primary (%s) does, and only reads",
  async (binaries) => {
    await using primary = await startServer({ binaries, settings: { max_connections: "30" } });
    await query(primary.url, "CREATE TABLE t AS SELECT generate_series(1, 10000) AS x");
    await using replica = await startReplica(primary);
    expect(replica.version).toBe(primary.version);
    await query(primary.url, "INSERT INTO t VALUES (10001)");
    await expect.poll(() => query(replica.url, "SELECT count(*)::int AS n FROM t")).toEqual([{ n: 10_001 }]);
    await expect(query(replica.url, "DELETE FROM t")).rejects.toThrow("read-only transaction");
    await query(replica.url, "SELECT pg_wal_replay_pause()");
    await query(primary.url, "DELETE FROM t");
    expect(await query(replica.url, "SELECT count(*)::int AS n FROM t")).toEqual([{ n: 10_001 }]);
    await query(replica.url, "SELECT pg_wal_replay_resume()");
    await expect.poll(() => query(replica.url, "SELECT count(*)::int AS n FROM t")).toEqual([{ n: 0 }]);
    await replica.restart();
    expect(await query(replica.url, "SELECT pg_is_in_recovery() AS replica")).toEqual([{ replica: true }]);
  },
);
