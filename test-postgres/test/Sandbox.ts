import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Account } from "../src/Account.ts";
import { processesIn } from "../src/endAllIn.ts";
import { PREFIX_VARIABLE, URL_VARIABLE } from "../src/Run.ts";

/** A program of ./programs that runs. */
export type Running = ChildProcessByStdio<Writable, Readable, Readable>;

/** How it is started. */
export interface How {
  readonly account?: Account | undefined;
  /** The folder of `programs`, when it is another checkout's. */
  readonly programs?: string;
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder for temporary files, in which everything that programs leave behind is seen. */
export class Sandbox {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "planwright-sandbox-")));

  constructor() {
    chmodSync(this.folder, 0o777);
  }

  /** Starts a program of ours in a group of its own, as a shell does, outside of any run. */
  start(name: string, args: ReadonlyArray<string> = [], how: How = {}): Running {
    const programs = how.programs ?? fileURLToPath(new URL("programs", import.meta.url));
    return this.run(join(programs, name), args, "/", how);
  }

  /** The same with any program for Node. */
  run(program: string, args: ReadonlyArray<string>, cwd: string, how: How = {}): Running {
    const ours = new Set([URL_VARIABLE, PREFIX_VARIABLE, "NODE_OPTIONS", "NODE_PATH"]);
    const env = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !ours.has(variable)));
    return spawn(how.node ?? process.execPath, [program, ...args], {
      cwd,
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...env, NO_COLOR: "1", TMPDIR: this.folder, ...how.env },
      ...how.account,
    });
  }

  /** What is still here: files, and processes that work below. */
  left(): ReadonlyArray<string> {
    return [...readdirSync(this.folder), ...processesIn(this.folder).map((pid) => `process ${pid}`)];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The first line that a program writes; fails with everything that it said when it ends without one. */
export const firstLine = async (running: Running): Promise<string> => {
  const errors: Array<Buffer> = [];
  running.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  let text = "";
  for await (const chunk of running.stdout) {
    text += String(chunk);
    const [line, rest] = text.split("\n", 2);
    if (line !== undefined && rest !== undefined) return line;
  }
  throw new Error(`it ended without a word: ${Buffer.concat(errors).toString()}`);
};

/** Everything that a program wrote until it ended, and its exit code. */
export const toItsEnd = async (
  running: Running,
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> => {
  const [output, errors]: [Array<Buffer>, Array<Buffer>] = [[], []];
  running.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  running.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  running.stdin.end();
  await once(running, "close");
  return {
    code: running.exitCode,
    output: Buffer.concat(output).toString(),
    errors: Buffer.concat(errors).toString(),
  };
};
