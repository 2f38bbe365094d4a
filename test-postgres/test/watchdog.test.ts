import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { until } from "../src/until.ts";
import { firstLine, Sandbox } from "./Sandbox.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

it.each(["SIGKILL", "SIGINT", "SIGTERM"] as const)(
  "leaves no process and no folder when its owner gets %s",
  async (signal) => {
    const owner = sandbox.start("startAndWait.ts");
    const { pid } = JSON.parse(await firstLine(owner));
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    expect(sandbox.left()).not.toEqual([]);
    owner.kill(signal);
    await once(owner, "exit");
    await expect.poll(() => sandbox.left(), { timeout: 20_000 }).toEqual([]);
  },
);

it.each([
  ["keys at a terminal interrupt", "SIGINT"],
  ["somebody kills", "SIGKILL"],
] as const)("leaves nothing when %s its whole group", async (_who, signal) => {
  const owner = sandbox.start("startAndWait.ts");
  await firstLine(owner);
  process.kill(-(owner.pid ?? 0), signal);
  await once(owner, "exit");
  await expect.poll(() => sandbox.left(), { timeout: 20_000 }).toEqual([]);
});

it("leaves nothing when its owner ends by itself and has forgotten it", async () => {
  const owner = sandbox.start("startAndWait.ts");
  await firstLine(owner);
  owner.stdin.end();
  expect(await once(owner, "exit")).toEqual([0, null]);
  await expect.poll(() => sandbox.left(), { timeout: 20_000 }).toEqual([]);
});

/** Memory that servers share, by its names. */
const sharedMemory = (): ReadonlyArray<string> =>
  readdirSync("/dev/shm").filter((name) => name.startsWith("PostgreSQL."));

/** What there is after so much of a start. */
const stages: ReadonlyArray<readonly [string, (folder: string) => boolean]> = [
  ["has a folder", () => true],
  ["has started the first program", (folder) => existsSync(join(folder, "pid"))],
  ["fills the folder", (folder) => existsSync(join(folder, "data", "PG_VERSION"))],
  ["has a complete folder", (folder) => existsSync(join(folder, "data", "base", "5", "PG_VERSION"))],
  ["starts the server", (folder) => existsSync(join(folder, "data", "postmaster.pid"))],
];

it.each(stages)("leaves nothing when its owner is killed as it %s", async (_name, reached) => {
  const before = sharedMemory();
  const owner = sandbox.start("startAndWait.ts");
  await until("it never came so far", () =>
    readdirSync(sandbox.folder).some((name) => reached(join(sandbox.folder, name))),
  );
  owner.kill("SIGKILL");
  await once(owner, "exit");
  await expect.poll(() => sandbox.left(), { timeout: 20_000 }).toEqual([]);
  // Servers that others make meanwhile have some, for a moment.
  const added = () => sharedMemory().filter((name) => !before.includes(name));
  await expect.poll(added, { timeout: 20_000 }).toEqual([]);
});
