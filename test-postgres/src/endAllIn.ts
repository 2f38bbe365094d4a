import { readdirSync, readlinkSync } from "node:fs";
import process from "node:process";
import { until } from "./until.ts";

/** The processes that work in a folder or below it; those that have ended work nowhere. */
export const processesIn = (folder: string): ReadonlyArray<number> =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        return cwd === folder || cwd.startsWith(`${folder}/`);
      } catch {
        // it is gone, or it is somebody else's
        return false;
      }
    });

/** Kills every process that works in a folder, and waits until there is none. */
export const endAllIn = (folder: string): Promise<void> =>
  until(`the processes in ${folder} did not end`, () => {
    const left = processesIn(folder);
    for (const pid of left) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // it ended by itself
      }
    }
    return left.length === 0;
  });
