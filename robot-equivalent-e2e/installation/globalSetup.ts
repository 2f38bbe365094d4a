// Once per run: starts a database server, packs and installs what is tested, and looks at the end for what was left behind.
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginRun } from "@planwright/test-postgres";
import type { TestProject } from "vitest/node";
import { leftovers } from "./leftovers.ts";
import { install, pack } from "./packages.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the run; everything that tests make is below it. */
    readonly run: string;
  }
}

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const run = await realpath(await mkdtemp(join(tmpdir(), "planwright-e2e-")));
  const server = await beginRun();
  const remove = async () => {
    await server.end();
    await rm(run, { recursive: true, force: true });
  };
  try {
    for (const name of ["packed", "installed", "desks", "tmp"]) await mkdir(join(run, name));
    await install(join(run, "installed"), await pack(join(run, "packed")));
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("run", run);
  return async () => {
    const left = await leftovers(run);
    await remove();
    if (left.length > 0) throw new Error(`the tests left behind:\n${left.join("\n")}`);
  };
};
