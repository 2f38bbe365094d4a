import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { Account } from "./Account.ts";

/** Where a server keeps its things. */
export interface Place {
  /** With the log, the file `pid`, and whatever else is not data. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly account: Account | undefined;
}

/** Everything that servers of this place ever said. */
export const logFile = (place: Place): string => path.join(place.folder, "server.log");

/** A program and how it will end: its exit code, or the signal that ended it. */
export interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
}

/**
 * Starts a program of PostgreSQL in a session of its own, so that keys typed at a terminal do not reach it. It is in
 * the file `pid` before it begins, so that the watchdog finds it however early we are killed; it does not begin when the
 * watchdog has looked there already.
 */
export const launch = (place: Place, program: string, args: ReadonlyArray<string>): Launched => {
  const pidFile = path.join(place.folder, "pid");
  const log = openSync(logFile(place), "a");
  const script = 'echo $$ >pid && [ -e open ] && exec "$@"';
  const child = spawn("sh", ["-c", script, "sh", program, ...args], {
    cwd: place.folder,
    detached: true,
    stdio: ["ignore", log, log],
    // Nothing of ours: PGPORT, PGOPTIONS, LC_ALL and the like would change the server.
    env: { PATH: process.env.PATH, TZ: "UTC" },
    ...place.account,
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      rmSync(pidFile, { force: true });
      resolve(signal ?? String(code));
    });
  });
  return { child, ended };
};
