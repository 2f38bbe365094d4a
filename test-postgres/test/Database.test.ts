import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { urlOf } from "../src/admin.ts";
import { createDatabase, templateDatabase } from "../src/Database.ts";
import { PREFIX_VARIABLE, URL_VARIABLE } from "../src/Run.ts";
import type { Server } from "../src/Server.ts";
import { startServer } from "../src/startServer.ts";
import { testServer } from "../src/testServer.ts";
import { query } from "./query.ts";
import { firstLine, Sandbox, toItsEnd } from "./Sandbox.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: Server;
const sandbox = new Sandbox();
beforeAll(async () => {
  server = await startServer();
  await query(server.url, "CREATE TABLE made (key text)");
});
afterAll(async () => {
  await server.remove();
  sandbox.remove();
});

let env: Record<string, string>;
let run = 0;
beforeEach(() => {
  run += 1;
  env = { [URL_VARIABLE]: server.url, [PREFIX_VARIABLE]: `pw_test_run${run}_` };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const names = async () =>
  (await query(server.url, "SELECT datname FROM pg_database ORDER BY 1")).map(({ datname }) =>
    String(datname),
  );

it("is the server of the run", async () => {
  expect(await testServer()).toBe(server.url);
});

it("makes databases under names of the run that nobody can guess", async () => {
  const made = await Promise.all([createDatabase(), createDatabase()]);
  expect(new Set(made.map(({ name }) => name)).size).toBe(2);
  for (const { name, url } of made) {
    expect(name).toMatch(new RegExp(`^pw_test_run${run}_[0-9a-f]{16}$`));
    expect(await query(url, "SELECT current_database() AS name")).toEqual([{ name }]);
  }
});

it("drops a database in use, and does so once", async () => {
  const { drop, name, url } = await createDatabase();
  const client = new Client(url);
  const lost = new Promise((resolve) => client.on("error", resolve));
  await client.connect();
  await drop();
  await drop();
  expect(String(await lost)).toMatch(/terminat/);
  expect(await names()).not.toContain(name);
});

it("copies a template, and the copies know nothing of each other", async () => {
  const template = await templateDatabase("copied", async (url) => {
    await query(url, "CREATE TABLE t AS SELECT 1 AS x");
  });
  const [a, b] = await Promise.all([createDatabase({ template }), createDatabase({ template })]);
  await query(a.url, "INSERT INTO t VALUES (2)");
  expect(await query(a.url, "SELECT x FROM t ORDER BY 1")).toEqual([{ x: 1 }, { x: 2 }]);
  expect(await query(b.url, "SELECT x FROM t")).toEqual([{ x: 1 }]);
});

it("lets nobody connect to a template, so that it can always be copied", async () => {
  const template = await templateDatabase("closed", async () => {});
  await expect(query(urlOf(server.url, template), "SELECT 1")).rejects.toThrow(
    "not currently accepting connections",
  );
});

it("waits for connections that are about to close, and for nothing else", async () => {
  const { name, url } = await createDatabase();
  const client = new Client(url);
  await client.connect();
  const copy = createDatabase({ template: name });
  // The server has refused when it has looked for five seconds.
  await expect
    .poll(() => server.log(), { timeout: 30_000 })
    .toContain(`source database "${name}" is being accessed by other users`);
  await client.end();
  await copy;
  await expect(createDatabase({ template: "missing" })).rejects.toThrow(
    'template database "missing" does not exist',
  );
});

it("fails as the maker of a template fails, and lets the next one try", async () => {
  const broken = templateDatabase("broken", () => Promise.reject(new Error("no migrations today")));
  await expect(broken).rejects.toThrow("no migrations today");
  expect(await templateDatabase("broken", async () => {})).toMatch(/_t_/);
});

it("makes a template once, however many processes ask for it", async () => {
  const asked = Array.from({ length: 8 }, () => sandbox.start("askForTemplate.ts", ["once"], { env }));
  const ended = await Promise.all(asked.map(toItsEnd));
  expect(ended.map(({ errors }) => errors).join("")).toBe("");
  expect(new Set(ended.map(({ output }) => output)).size).toBe(1);
  expect(await query(server.url, "SELECT key FROM made WHERE key = 'once'")).toHaveLength(1);
});

it("never uses a template whose maker was killed", async () => {
  const killed = sandbox.start("askForTemplate.ts", ["killed", "hang"], { env });
  expect(await firstLine(killed)).toBe("half");
  killed.kill("SIGKILL");
  const { errors, output } = await toItsEnd(sandbox.start("askForTemplate.ts", ["killed"], { env }));
  expect(errors).toBe("");
  const copy = await createDatabase({ template: output.trim() });
  expect(await query(copy.url, "SELECT x FROM first UNION SELECT x FROM second ORDER BY 1")).toEqual([
    { x: 1 },
    { x: 2 },
  ]);
  expect(await query(server.url, "SELECT key FROM made WHERE key = 'killed'")).toHaveLength(2);
});
