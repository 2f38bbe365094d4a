import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Desk } from "../desk/Desk.ts";

const isRoot = process.getuid?.() === 0;

/**
 * A small disk of its own that can be full or read-only, seen by the programs that are started through it and by nobody
 * else: it is gone with the process that holds it, whatever becomes of us. Linux with `unshare` and `nsenter`
 * (util-linux), as root or where users may have namespaces of their own.
 */
export class PrivateDisk {
  readonly folder: string;
  readonly #desk: Desk;
  readonly #holder: ChildProcess;

  private constructor(desk: Desk, folder: string, holder: ChildProcess) {
    this.#desk = desk;
    this.folder = folder;
    this.#holder = holder;
  }

  /** A disk of so many bytes, or why there is none on this machine. */
  static async of(desk: Desk, bytes: number): Promise<PrivateDisk | { readonly missing: string }> {
    const folder = join(desk.folder, "disk");
    mkdirSync(folder, { recursive: true });
    const mount = 'mount -t tmpfs -o "size=$2,mode=0700" planwright "$1" && echo ready && exec cat';
    const own = isRoot ? [] : ["--user", "--map-root-user"];
    const holder = spawn(
      "unshare",
      [...own, "--mount", "--", "sh", "-c", mount, "sh", folder, String(bytes)],
      {
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    const said: Array<string> = [];
    holder.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    const ready = await new Promise<boolean>((resolve) => {
      holder.stdout.once("data", () => resolve(true));
      holder.once("error", (error) => {
        said.push(error.message);
        resolve(false);
      });
      holder.once("close", () => resolve(false));
    });
    if (!ready) return { missing: said.join(" ").trim() };
    const disk = new PrivateDisk(desk, folder, holder);
    try {
      await disk.remount("rw");
      return disk;
    } catch (error) {
      await disk.close();
      return { missing: String(error) };
    }
  }

  /** What stands before a program that is to see the disk. */
  get through(): ReadonlyArray<string> {
    const own = isRoot ? [] : ["--user", "--preserve-credentials"];
    return ["nsenter", "--target", String(this.#holder.pid), ...own, "--mount", "--"];
  }

  /** Where programs find a ledger on it. */
  get env(): Readonly<Record<string, string>> {
    return { PLANWRIGHT_DATABASE_URL: `sqlite://${this.folder}/ledger.db` };
  }

  /** How we see a file of it from outside. */
  path(name: string): string {
    return `/proc/${this.#holder.pid}/root${this.folder}/${name}`;
  }

  /**
   * Mounts it anew with `ro`, `rw` or `size=...`; what is on it stays. Its other options are not repeated: in a namespace
   * of users some of them cannot be given.
   */
  async remount(options: string): Promise<void> {
    const command = [
      ...this.through,
      "mount",
      "--options-mode=ignore",
      "-o",
      `remount,${options}`,
      this.folder,
    ];
    const { code, stderr } = await this.#desk.other(command);
    if (code !== 0) throw new Error(`the disk cannot be mounted anew: ${stderr}`);
  }

  async close(): Promise<void> {
    const closed = once(this.#holder, "close");
    this.#holder.stdin?.end();
    await closed;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
