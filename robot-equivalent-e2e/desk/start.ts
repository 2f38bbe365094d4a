import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** What a process came to. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process and its end. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** How a process is started. */
export interface Start {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What it reads from standard input; nothing when undefined. */
  readonly input?: string | Uint8Array | undefined;
}

/** A hung process must not hang whoever waits for it; in milliseconds. */
const LIMIT = 45_000;

/** Starts a process whose output is kept until its end. */
export const start = (
  [program = "", ...args]: ReadonlyArray<string>,
  { cwd, env, input }: Start,
): Running => {
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    timeout: LIMIT,
    killSignal: "SIGKILL",
  });
  const closed = new Promise<Pick<Ended, "code" | "signal">>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
  // A program that does not read to the end is no failure of ours.
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  const ended = Promise.all([
    child.stdout === null ? "" : text(child.stdout),
    child.stderr === null ? "" : text(child.stderr),
    closed,
  ]).then(([stdout, stderr, end]) => ({ ...end, stdout, stderr }));
  return { child, ended };
};
