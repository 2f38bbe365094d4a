import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { serverAccount } from "../src/Account.ts";
import { connected } from "../src/admin.ts";
import { processesIn } from "../src/endAllIn.ts";
import { DoesNotStart, type Server } from "../src/Server.ts";
import { startServer } from "../src/startServer.ts";
import { query } from "./query.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: Server;
beforeAll(async () => {
  server = await startServer({ settings: { max_connections: "17" } });
});
afterAll(() => server.remove());

const show = async (name: string) => Object.values((await query(server.url, `SHOW ${name}`))[0] ?? {})[0];

it("is the version that it says", async () => {
  expect(server.version).toMatch(/^18\./);
  expect(server.major).toBe(18);
  expect(await show("server_version")).toBe(server.version);
});

it("takes settings, over its own", async () => {
  expect(await show("max_connections")).toBe("17");
  expect(await show("fsync")).toBe("off");
});

it("compares texts by their bytes in UTF-8", async () => {
  const [database] = await query(
    server.url,
    "SELECT datcollate, pg_encoding_to_char(encoding) AS encoding FROM pg_database WHERE datname = 'template0'",
  );
  expect(database).toEqual({ datcollate: "C.UTF-8", encoding: "UTF8" });
});

it("listens on this machine alone, and has no socket in a folder", async () => {
  expect(await show("listen_addresses")).toBe("127.0.0.1");
  expect(await show("unix_socket_directories")).toBe("");
});

it("runs as nobody when root starts it, and otherwise as who starts it", () => {
  const owner = serverAccount()?.uid ?? process.getuid?.();
  expect(owner).not.toBe(0);
  expect(statSync(`/proc/${server.pid}`).uid).toBe(owner);
  expect(statSync(server.dataFolder).uid).toBe(owner);
});

it("starts again with its data, on its port", async () => {
  const { url } = server;
  await query(url, "CREATE TABLE kept AS SELECT 7 AS x");
  const pids = [server.pid];
  await server.restart();
  pids.push(server.pid);
  await server.stop();
  expect(server.pid).toBeUndefined();
  await expect(query(url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
  await server.start();
  await server.start();
  pids.push(server.pid);
  expect(new Set(pids).size).toBe(3);
  expect(server.url).toBe(url);
  expect(await query(url, "SELECT x FROM kept")).toEqual([{ x: 7 }]);
});

it.each(["SIGKILL", "SIGQUIT", "SIGINT"] as const)(
  "ends at %s with all its processes, whatever they do, and recovers",
  async (signal) => {
    await query(server.url, "CREATE TABLE IF NOT EXISTS counted (x int)");
    const before = (await query(server.url, "INSERT INTO counted VALUES (1) RETURNING 1")).length;
    const busy = connected(server.url, (client) =>
      client.query("SELECT count(*) FROM generate_series(1, 1e12)"),
    );
    const lost = busy.catch((error: unknown) => error);
    await server.kill(signal);
    expect(await lost).toBeInstanceOf(Error);
    expect(server.pid).toBeUndefined();
    expect(processesIn(server.dataFolder)).toEqual([]);
    await server.start();
    expect((await query(server.url, "SELECT 1 FROM counted LIMIT 1")).length).toBe(before);
  },
);

it("starts after its postmaster was killed by somebody else", async () => {
  // What is busy does not notice, and goes on.
  const busy = connected(server.url, (client) =>
    client.query("SELECT count(*) FROM generate_series(1, 1e12)"),
  );
  const lost = busy.catch((error: unknown) => error);
  await expect
    .poll(() =>
      query(
        server.url,
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%1e12%' AND state = 'active' AND pid <> pg_backend_pid()",
      ),
    )
    .toHaveLength(1);
  process.kill(server.pid ?? 0, "SIGKILL");
  await expect.poll(() => server.pid).toBeUndefined();
  await server.start();
  expect(await lost).toBeInstanceOf(Error);
  expect(await query(server.url, "SELECT 1 AS x")).toEqual([{ x: 1 }]);
});

it("writes files into its data folder before it starts", async () => {
  const rules = "host all planwright 127.0.0.1/32 trust\nhost all other 127.0.0.1/32 reject\n";
  await using own = await startServer({ files: { "pg_hba.conf": rules } });
  expect(readFileSync(join(own.dataFolder, "pg_hba.conf"), "utf8")).toBe(rules);
  expect(statSync(join(own.dataFolder, "pg_hba.conf")).mode & 0o777).toBe(0o600);
  await query(own.url, "CREATE ROLE other LOGIN");
  await expect(query(own.url.replace("planwright@", "other@"), "SELECT 1")).rejects.toThrow(
    "pg_hba.conf rejects",
  );
});

it("keeps its data where it is told to, and removes it from there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "planwright-disk-"));
  chmodSync(folder, 0o777);
  const own = await startServer({ folder });
  expect(own.dataFolder.startsWith(`${folder}/`)).toBe(true);
  await own.remove();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

it("gives back the memory that it shares, also when it was killed before", async () => {
  const own = await startServer();
  const [, , , , , , memory = ""] = readFileSync(join(own.dataFolder, "postmaster.pid"), "utf8").split("\n");
  const id = memory.trim().split(/ +/)[1];
  const ids = () =>
    readFileSync("/proc/sysvipc/shm", "utf8")
      .split("\n")
      .map((line) => line.trim().split(/ +/)[1]);
  expect(ids()).toContain(id);
  await own.kill("SIGKILL");
  await own.remove();
  expect(ids()).not.toContain(id);
});

it("says that it cannot have a folder where it is told to", async () => {
  const closed = mkdtempSync(join(tmpdir(), "planwright-closed-"));
  chmodSync(closed, serverAccount() === undefined ? 0o500 : 0o700);
  for (const folder of [closed, join(closed, "missing")])
    await expect(startServer({ folder })).rejects.toThrow(`cannot make a folder in ${folder}.`);
  rmSync(closed, { recursive: true });
});

it("fails with what the server logged, and leaves nothing", async () => {
  const refused = await startServer({ settings: { shared_buffers: "a lot" } }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(DoesNotStart);
  expect(String(refused)).toContain('invalid value for parameter "shared_buffers": "a lot"');
});

it("fails with a sentence where there are no programs", async () => {
  await expect(startServer({ binaries: "/nowhere" })).rejects.toThrow(
    "There is no program postgres in /nowhere, so no PostgreSQL can be started from there.",
  );
});
