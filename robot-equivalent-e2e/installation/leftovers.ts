import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** What Node keeps between starts, by its own rules, in the folder for temporary files. */
const COMPILE_CACHE = "node-compile-cache";

const read = (path: string, reader: (path: string) => string): string => {
  try {
    return reader(path);
  } catch {
    // Gone meanwhile, or another user's.
    return "";
  }
};

const textOf = (path: string): string => read(path, (name) => readFileSync(name, "utf8"));

/** Processes that were started with a path below the folder, or that work there. Only where the system has /proc. */
const processesIn = (folder: string): ReadonlyArray<string> =>
  (existsSync("/proc/self/cmdline") ? readdirSync("/proc") : [])
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const command = textOf(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
      const works = read(`/proc/${pid}/cwd`, readlinkSync);
      return command.includes(folder) || works.startsWith(folder) ? [`process ${pid}: ${command}`] : [];
    });

const mountsIn = (folder: string): ReadonlyArray<string> =>
  textOf("/proc/self/mounts")
    .split("\n")
    .filter((line) => line.includes(folder))
    .map((line) => `mount: ${line}`);

/** What a run left behind: processes, mounts, files for the moment, folders of tests that did not clean up. */
export const leftovers = async (run: string): Promise<ReadonlyArray<string>> => [
  ...processesIn(run),
  ...mountsIn(run),
  ...readdirSync(join(run, "desks")).map((name) => `desks/${name}`),
  ...readdirSync(join(run, "tmp"))
    .filter((name) => name !== COMPILE_CACHE)
    .map((name) => `tmp/${name}`),
];
