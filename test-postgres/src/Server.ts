import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { endAllIn } from "./endAllIn.ts";
import type { Installation } from "./Installation.ts";
import { type Launched, launch, logFile, type Place } from "./launch.ts";
import { until } from "./until.ts";
import type { Watchdog } from "./watchdog.ts";

/** The role that owns everything on a server of ours. */
export const owner = "planwright";

/** Its log after a start that failed, so that the reason is in the error. */
export class DoesNotStart extends Error {
  readonly log: string;
  constructor(version: string, end: string, log: string) {
    super(`PostgreSQL ${version} did not start (${end}):\n${log.trimEnd()}`);
    this.log = log;
  }
}

/** How a server is told to end: orderly (`SIGTERM` waits for clients, `SIGINT` does not), at once, or not at all. */
export type EndingSignal = "SIGTERM" | "SIGINT" | "SIGQUIT" | "SIGKILL";

/** A PostgreSQL server of our own; it ends with this process, whatever ends that. */
export class Server {
  readonly version: string;
  readonly major: number;
  /** It stays the same over stops and starts. */
  readonly port: number;
  readonly dataFolder: string;
  /** The folder with its programs. */
  readonly bin: string;
  /** What it is started with, besides its port. */
  readonly settings: Readonly<Record<string, string>>;
  readonly #place: Place;
  readonly #watchdog: Watchdog;
  #running: Launched | undefined;

  constructor(
    place: Place,
    installation: Installation,
    settings: Readonly<Record<string, string>>,
    port: number,
    watchdog: Watchdog,
  ) {
    this.version = installation.version;
    this.major = installation.major;
    this.port = port;
    this.dataFolder = place.dataFolder;
    this.#place = place;
    this.bin = installation.bin;
    this.settings = settings;
    this.#watchdog = watchdog;
  }

  /** Of the database `postgres`, as a superuser who needs no password. */
  get url(): string {
    return `postgresql://${owner}@127.0.0.1:${this.port}/postgres`;
  }

  /** Of the postmaster; undefined while the server is stopped. */
  get pid(): number | undefined {
    return this.#running?.child.pid;
  }

  /** Everything that the server has logged since it was made, over all its starts. */
  log(): string {
    return readFileSync(logFile(this.#place), "utf8");
  }

  /** Starts it and waits until it takes connections; nothing when it runs. Fails with what it logged. */
  async start(): Promise<void> {
    if (this.#running !== undefined) return;
    // A postmaster that was killed by somebody else may leave processes that keep the next one from starting.
    await endAllIn(this.dataFolder);
    const before = statSync(logFile(this.#place), { throwIfNoEntry: false })?.size ?? 0;
    const settings = Object.entries({ ...this.settings, port: String(this.port) });
    const launched = launch(this.#place, path.join(this.bin, "postgres"), [
      "-D",
      this.dataFolder,
      ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ]);
    let end: string | undefined;
    void launched.ended.then((how) => {
      end = how;
      if (this.#running === launched) this.#running = undefined;
    });
    this.#running = launched;
    const state = path.join(this.dataFolder, "postmaster.pid");
    try {
      await until(`PostgreSQL ${this.version} took no connections`, () => {
        if (end !== undefined) return true;
        const [pid, , , , , , , status] = linesOf(state);
        return pid === String(launched.child.pid) && status?.trim() === "ready";
      });
    } catch (error) {
      await this.kill();
      throw error;
    }
    if (end !== undefined)
      throw new DoesNotStart(
        this.version,
        end,
        readFileSync(logFile(this.#place)).subarray(before).toString(),
      );
    launched.child.unref();
  }

  /** Ends it in order, without waiting for its clients; its data stays for the next start. Nothing when it is stopped. */
  stop(): Promise<void> {
    return this.kill("SIGINT");
  }

  /** Stops and starts it. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Sends the postmaster a signal and waits until it and all its processes have ended, as if the machine had lost them. */
  async kill(signal: EndingSignal = "SIGKILL"): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    running.child.ref();
    running.child.kill(signal);
    await running.ended;
    await endAllIn(this.dataFolder);
  }

  /** Ends it and removes its data; it cannot be started again. */
  async remove(): Promise<void> {
    this.#running?.child.ref();
    await Promise.all([this.#watchdog.bark(), this.#running?.ended]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.remove();
  }
}

const linesOf = (file: string): ReadonlyArray<string> => {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
};
