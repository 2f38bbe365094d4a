import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { type Figure, figureOf } from "./statistics.ts";

/** What the figures were made on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly platform: string;
  readonly node: string;
  /** Milliseconds until 4 KiB at the end of a file in the folder of the ledgers are on its disk. */
  readonly diskSync: Figure;
}

const SYNCS = 50;

const measureDisk = (folder: string): Figure => {
  const file = join(folder, "sync");
  const block = Buffer.alloc(4_096);
  const times: Array<number> = [];
  const handle = openSync(file, "w");
  for (let index = 0; index < SYNCS; index++) {
    writeSync(handle, block);
    const started = performance.now();
    fdatasyncSync(handle);
    times.push(performance.now() - started);
  }
  closeSync(handle);
  rmSync(file);
  return figureOf(times);
};

/** Describes this machine, without its name; `folder` is where the ledgers are. */
export const describeMachine = (folder: string): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform}-${process.arch}`,
  node: process.version,
  diskSync: measureDisk(folder),
});
