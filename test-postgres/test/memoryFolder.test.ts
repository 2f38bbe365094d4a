import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { memoryFolder } from "../src/memoryFolder.ts";
import { startServer } from "../src/startServer.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

afterEach(() => vi.unstubAllEnvs());

const unsaid = (): void => {
  vi.stubEnv("TMPDIR", undefined);
};

const isRoomy = (folder: string): boolean => {
  const { bavail, bsize, type } = statfsSync(folder);
  return type === 0x01021994 && bavail * bsize >= 4 * 1024 ** 3;
};

it("is a file system in memory with room for gigabytes, or none", () => {
  unsaid();
  const folder = memoryFolder();
  expect(folder === undefined || isRoomy(folder)).toBe(true);
});

it("is none where somebody has said where temporary files belong", () => {
  vi.stubEnv("TMPDIR", tmpdir());
  expect(memoryFolder()).toBeUndefined();
});

it("has the data of a server that need not reach a disk, and of no other", async () => {
  unsaid();
  await using quick = await startServer();
  expect(dirname(dirname(quick.dataFolder))).toBe(memoryFolder() ?? tmpdir());
  await using lasting = await startServer({ settings: { fsync: "on" } });
  expect(dirname(dirname(lasting.dataFolder))).toBe(tmpdir());
});
