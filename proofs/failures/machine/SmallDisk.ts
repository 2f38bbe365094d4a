import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";

const isRoot = process.getuid?.() === 0;
const outside = isRoot ? [] : ["--user", "--map-root-user"];
const inside = isRoot ? [] : ["--user", "--preserve-credentials"];

const run = async ([program = "", ...args]: ReadonlyArray<string>): Promise<void> => {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const said = child.stderr === null ? "" : text(child.stderr);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}: ${await said}`);
};

/**
 * A small disk in memory that can be full or read-only. It is mounted where only the programs that are started through it
 * see it, so that nothing of it is left whatever becomes of us. It takes Linux with `unshare` and `nsenter`
 * (util-linux), as root or where users may have namespaces of their own.
 */
export class SmallDisk {
  readonly folder: string;
  readonly #holder: ChildProcess;

  private constructor(folder: string, holder: ChildProcess) {
    this.folder = folder;
    this.#holder = holder;
  }

  /** Mounts one of so many bytes, which everybody may write to, or answers why that cannot be done on this machine. */
  static async of(bytes: number): Promise<SmallDisk | { readonly missing: string }> {
    const folder = mkdtempSync(join(tmpdir(), "planwright-disk-"));
    const mount = 'mount -t tmpfs -o "size=$2,mode=1777" planwright "$1" && echo ready && exec cat';
    const holder = spawn(
      "unshare",
      [...outside, "--mount", "--", "sh", "-c", mount, "sh", folder, String(bytes)],
      { stdio: ["pipe", "pipe", "pipe"] },
    );
    const said = text(holder.stderr);
    const failed = once(holder, "error").then(([error]) => String(error));
    const ended = once(holder, "close").then(() => said);
    const ready = await Promise.race([once(holder.stdout, "data").then(String), failed, ended]);
    if (ready.startsWith("ready")) return new SmallDisk(folder, holder);
    rmSync(folder, { recursive: true, force: true });
    return { missing: ready.trim() };
  }

  /** What stands before a program that is to see the disk. */
  get through(): ReadonlyArray<string> {
    return ["nsenter", "--target", String(this.#holder.pid), ...inside, "--mount", "--"];
  }

  /** How a file of it is seen from outside. */
  path(name: string): string {
    return `/proc/${this.#holder.pid}/root${this.folder}/${name}`;
  }

  /** Fills it up but for so many bytes. */
  async fill(spare: number): Promise<void> {
    const script = 'head -c 400M /dev/zero >"$0/ballast" 2>/dev/null; true';
    await run([...this.through, "sh", "-c", script, this.folder]);
    if (spare > 0) {
      const script = 'truncate -s "-$1" "$0/ballast"';
      await run([...this.through, "sh", "-c", script, this.folder, String(spare)]);
    }
  }

  /** Makes room again. */
  empty(): void {
    rmSync(this.path("ballast"), { force: true });
  }

  /** Mounts it anew with `ro` or `rw`. */
  async remount(mode: "ro" | "rw"): Promise<void> {
    const options = ["--options-mode=ignore", "-o", `remount,${mode}`];
    await run([...this.through, "mount", ...options, this.folder]);
  }

  /** It is gone when the last program that sees it has ended. */
  async close(): Promise<void> {
    const closed = once(this.#holder, "close");
    this.#holder.stdin?.end();
    await closed;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
