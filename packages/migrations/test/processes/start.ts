import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Location } from "../../src/index.ts";

/** A process that has loaded everything and waits for `go`. */
export interface Migrator {
  /** Lets it migrate. */
  readonly go: () => void;
  readonly kill: () => void;
  /** What it printed after that (undefined when it was killed), and the signal that ended it. */
  readonly end: Promise<{ readonly printed: unknown; readonly signal: NodeJS.Signals | null }>;
}

const script = fileURLToPath(new URL("migrator.ts", import.meta.url));

/** Where a process works, and where it rehearses first. */
interface Stage {
  readonly location: Location;
  readonly rehearsal: Location;
}

let rehearsals = 0;

/** A file, with one of its own to rehearse on beside it. */
export const fileStage = (file: string): Stage => {
  rehearsals += 1;
  return {
    location: { engine: "sqlite", file },
    rehearsal: { engine: "sqlite", file: `${file}.rehearsal-${process.pid}-${rehearsals}` },
  };
};

/** A database on a server, which a rehearsal only looks at. */
export const serverStage = (location: Location): Stage => ({ location, rehearsal: location });

/** Starts a process that will migrate a database, and end itself at one event of its run if that is given. */
export const startMigrator = async ({ location, rehearsal }: Stage, killAt = -1): Promise<Migrator> => {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [script, JSON.stringify(location), JSON.stringify(rehearsal), String(killAt)],
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
