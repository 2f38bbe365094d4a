import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { versionIn } from "../src/Installation.ts";
import { startServer } from "../src/startServer.ts";
import { systemServers } from "../src/systemServers.ts";
import { query } from "./query.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = realpathSync(mkdtempSync(join(tmpdir(), "planwright-installations-")));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with programs that say that they are this version. */
const installed = (version: string): string => {
  const bin = join(folder, version, "bin");
  mkdirSync(bin, { recursive: true });
  for (const program of ["postgres", "initdb"]) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "${program} (PostgreSQL) ${version}"\n`);
    chmodSync(join(bin, program), 0o755);
  }
  return bin;
};

it("finds servers on PATH that Planwright supports, the newest first, each once and where it really is", () => {
  const [old, older, newer] = [installed("13.20"), installed("14.9"), installed("14.10")];
  const links = join(folder, "links");
  mkdirSync(links);
  for (const program of ["postgres", "initdb"]) symlinkSync(join(newer, program), join(links, program));
  const paths = [links, old, join(folder, "missing"), older, newer].join(delimiter);
  expect(systemServers(paths).filter(({ bin }) => bin.startsWith(folder))).toEqual([
    { bin: newer, version: "14.10", major: 14 },
    { bin: older, version: "14.9", major: 14 },
  ]);
});

it.each([
  ["postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", "15.18"],
  ["postgres (PostgreSQL) 18.4\n", "18.4"],
  ["postgres (PostgreSQL) 19beta1\n", "19beta1"],
  ["psql 15\n", undefined],
])("reads the version in %j", (told, version) => {
  expect(versionIn(told)).toBe(version);
});

it("starts every one that this machine has", async () => {
  for (const { bin, version } of systemServers()) {
    await using server = await startServer({ binaries: bin });
    expect(server.bin, "everybody can use what a system has installed").toBe(bin);
    const [shown] = await query(server.url, "SHOW server_version");
    expect(String(shown?.server_version).split(" ")[0]).toBe(version);
  }
});
