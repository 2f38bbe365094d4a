import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 });

const program = fileURLToPath(new URL("hangingRun.ts", import.meta.url));
let folder = "";
beforeEach(() => {
  folder = `${mkdtempSync(join(tmpdir(), "planwright-run-"))}/`;
  // the server runs as nobody when root runs the tests
  chmodSync(folder, 0o777);
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("takes its server away before it ends by %s", async (signal, code) => {
  const {
    PLANWRIGHT_TEST_POSTGRES_PREFIX: _prefix,
    PLANWRIGHT_TEST_POSTGRES_URL: _url,
    ...env
  } = process.env;
  const run = spawn(process.execPath, ["--conditions=@planwright/source", program, folder], {
    env: { ...env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output: Array<Buffer> = [];
  run.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  await expect.poll(() => existsSync(`${folder}server`), { timeout: 30_000 }).toBe(true);
  expect(readdirSync(folder).filter((name) => name.startsWith("planwright-postgres-"))).toHaveLength(1);
  run.kill(signal);
  expect(await once(run, "close")).toEqual([code, null]);
  expect(Buffer.concat(output).toString()).toMatch(/stays +interrupted\n$/);
  expect(readdirSync(folder).filter((name) => name.startsWith("planwright-postgres-"))).toEqual([]);
  const { port } = new URL(readFileSync(`${folder}server`, "utf8"));
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow("fetch failed");
});
