import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SmallDisk } from "../machine/SmallDisk.ts";
import { Databases } from "./Databases.ts";

const PROGRAM = fileURLToPath(new URL("../programs/serverOnDisk.ts", import.meta.url));

const urlIn = (line: unknown): string => {
  const told: unknown = JSON.parse(String(line));
  if (typeof told === "object" && told !== null && "url" in told && typeof told.url === "string")
    return told.url;
  throw new TypeError(`the server has told ${String(line)}`);
};

/** A server whose data are on a small disk; another process has it, because nobody else sees the disk. */
export class ServerOnDisk extends Databases {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(url: string, child: ChildProcess, lines: Interface) {
    super(url);
    this.#child = child;
    this.#lines = lines;
  }

  /** Starts one. */
  static async on(disk: SmallDisk): Promise<ServerOnDisk> {
    const node = [process.execPath, "--conditions=@planwright/source", PROGRAM, disk.folder];
    const [program = "", ...args] = [...disk.through, ...node];
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([once(lines, "line"), once(child, "close")]);
    const server = new ServerOnDisk(urlIn(line), child, lines);
    await server.prepare();
    return server;
  }

  /** Starts it again after it has crashed. */
  async again(): Promise<void> {
    const told = once(this.#lines, "line");
    this.#child.stdin?.write("again\n");
    await told;
  }

  /** Ends it and removes its data. */
  async end(): Promise<void> {
    const closed = once(this.#child, "close");
    this.#child.stdin?.end();
    await closed;
  }
}
