import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A process that has loaded everything and waits for `go`. */
export interface Migrator {
  /** Lets it migrate. */
  readonly go: () => void;
  readonly kill: () => void;
  /** What it printed after that (undefined when it was killed), and the signal that ended it. */
  readonly end: Promise<{ readonly printed: unknown; readonly signal: NodeJS.Signals | null }>;
}

const script = fileURLToPath(new URL("migrator.ts", import.meta.url));

/** Starts a process that will migrate a file, and end itself at one event of its run if that is given. */
export const startMigrator = async (file: string, killAt = -1): Promise<Migrator> => {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [script, file, String(killAt)],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const exit = once(child, "close");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const end = (async () => {
    const next = await lines.next();
    const printed: unknown = next.done === true ? undefined : JSON.parse(next.value);
    await exit;
    return { printed, signal: child.signalCode };
  })();
  return { go: () => child.stdin.write("go\n"), kill: () => child.kill("SIGKILL"), end };
};
