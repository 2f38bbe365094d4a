import { spawn } from "node:child_process";
import process from "node:process";

/** How a program ended; `output` holds both of its streams in the order in which they arrived. */
export interface Ended {
  readonly code: number;
  readonly output: string;
  /** The signal that we were sent meanwhile, and passed on. */
  readonly interrupted: NodeJS.Signals | undefined;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a program to its end, or ends it after `limit` milliseconds; it reads nothing from the terminal. `env` changes
 * variables of ours for it, and takes away those that are undefined.
 */
export const execute = (
  command: readonly [string, ...ReadonlyArray<string>],
  folder: string,
  limit: number,
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const [program, ...args] = command;
    const chunks: Array<Buffer> = [];
    let interrupted: NodeJS.Signals | undefined;
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pass = (signal: NodeJS.Signals) => {
      interrupted = signal;
      child.kill(signal);
    };
    const say = (text: string) => chunks.push(Buffer.from(`${text}\n`));
    const timer = setTimeout(() => {
      say(`ended after ${limit / 1000} s without a result`);
      child.kill("SIGKILL");
    }, limit);
    for (const signal of signals) process.on(signal, pass);
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    const end = (code: number) => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, pass);
      resolve({ code, output: Buffer.concat(chunks).toString(), interrupted });
    };
    child.on("error", (error) => {
      say(error.message);
      end(127);
    });
    child.on("close", (code) => end(code ?? 1));
  });
