import { once } from "node:events";
import process from "node:process";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { beginRun } from "../src/beginRun.ts";
import { createDatabase } from "../src/Database.ts";
import { PREFIX_VARIABLE, URL_VARIABLE } from "../src/Run.ts";
import type { Server } from "../src/Server.ts";
import { startServer } from "../src/startServer.ts";
import { query } from "./query.ts";
import { firstLine, Sandbox } from "./Sandbox.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let theirs: Server;
const sandbox = new Sandbox();
beforeAll(async () => {
  theirs = await startServer();
  await query(theirs.url, "CREATE DATABASE pw_test_of_somebody_else");
});
afterAll(async () => {
  await theirs.remove();
  sandbox.remove();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const names = async () =>
  new Set((await query(theirs.url, "SELECT datname FROM pg_database")).map(({ datname }) => datname));
const untouched = new Set(["postgres", "pw_test_of_somebody_else", "template0", "template1"]);

const begin = async () => {
  const program = sandbox.start("makeDatabases.ts", [], { env: { [URL_VARIABLE]: theirs.url } });
  const made = JSON.parse(await firstLine(program));
  expect(made.url).toBe(theirs.url);
  expect(await names()).toEqual(new Set([...untouched, ...made.names]));
  return program;
};

it("uses the server that PLANWRIGHT_TEST_POSTGRES_URL names, and leaves it as it was", async () => {
  const program = await begin();
  program.stdin.end("end\n");
  expect(await once(program, "exit")).toEqual([0, null]);
  expect(await names()).toEqual(untouched);
});

it.each(["SIGKILL", "SIGINT"] as const)("leaves that server as it was when it gets %s", async (signal) => {
  const program = await begin();
  program.kill(signal);
  await once(program, "exit");
  await expect.poll(names, { timeout: 20_000 }).toEqual(untouched);
});

it("leaves that server as it was when somebody kills the whole group", async () => {
  const program = await begin();
  process.kill(-(program.pid ?? 0), "SIGKILL");
  await once(program, "exit");
  await expect.poll(names, { timeout: 20_000 }).toEqual(untouched);
});

it("leaves that server as it was when nobody ends the run", async () => {
  const program = await begin();
  program.stdin.end("\n");
  await once(program, "exit");
  await expect.poll(names, { timeout: 20_000 }).toEqual(untouched);
});

it("ends one of two runs on a server without touching the other", async () => {
  const env = { [URL_VARIABLE]: theirs.url };
  const first = sandbox.start("makeDatabases.ts", [], { env });
  const second = sandbox.start("makeDatabases.ts", [], { env });
  await firstLine(first);
  const { names: kept } = JSON.parse(await firstLine(second));
  first.stdin.end("end\n");
  await once(first, "exit");
  expect(await names()).toEqual(new Set([...untouched, ...kept]));
  second.stdin.end("end\n");
  await once(second, "exit");
});

it("starts a server of its own where none is named, and ends it", async () => {
  vi.stubEnv(URL_VARIABLE, "");
  vi.stubEnv(PREFIX_VARIABLE, undefined);
  const run = await beginRun();
  expect(process.env[URL_VARIABLE]).toBe(run.url);
  expect(run.url).not.toBe(theirs.url);
  expect(run.version).toMatch(/^18\./);
  const within = await beginRun();
  expect(within).toMatchObject({ url: run.url, version: run.version });
  await within.end();
  const { url } = await createDatabase();
  expect(await query(url, "SELECT 1 AS x")).toEqual([{ x: 1 }]);
  await run.end();
  await expect(query(run.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
  expect(process.env[URL_VARIABLE]).toBe("");
  expect(process.env[PREFIX_VARIABLE]).toBeUndefined();
});

it("fails when the named server is not there", async () => {
  vi.stubEnv(PREFIX_VARIABLE, undefined);
  vi.stubEnv(URL_VARIABLE, "postgresql://planwright@127.0.0.1:1/postgres");
  await expect(beginRun()).rejects.toThrow("ECONNREFUSED");
});

it("refuses a prefix that nobody drew", async () => {
  vi.stubEnv(URL_VARIABLE, theirs.url);
  vi.stubEnv(PREFIX_VARIABLE, "p%");
  await expect(beginRun()).rejects.toThrow("is for the programs that start tests");
});
