import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ensureSchema } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import type { Ask } from "../Contents.ts";
import type { Place } from "../Stage.ts";

const PROGRAM = fileURLToPath(new URL("../programs/askSqlite.ts", import.meta.url));

/**
 * Asks in SQL in another process. In ours the file is open through another copy of SQLite, and closing it once more would
 * take the locks away from that one.
 */
export const ask =
  (file: string): Ask =>
  async (sql) => {
    const args = ["--disable-warning=ExperimentalWarning", PROGRAM, file, sql];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout);
  };

/** The files beside a ledger that belong to it. */
const BESIDE = ["-wal", "-shm"];

/** Files with ledgers in a folder that is gone at the end. */
export class Files {
  readonly folder = mkdtempSync(join(tmpdir(), "planwright-failures-"));
  readonly #template = join(this.folder, "template.db");
  #made = 0;

  /** Makes the template, once, before any place. */
  async prepare(): Promise<void> {
    await Effect.runPromise(ensureSchema({ engine: "sqlite", file: this.#template }));
  }

  /** A file of its own with an empty ledger, in a folder of its own. */
  place(): Place & { readonly file: string } {
    const folder = join(this.folder, String(++this.#made));
    mkdirSync(folder);
    const file = join(folder, "ledger.db");
    this.copyTo(file);
    const remove = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
    return { file, url: `sqlite://${file}`, ask: ask(file), remove };
  }

  /** Copies the template to a place. */
  copyTo(file: string): void {
    copyFileSync(this.#template, file);
  }

  /** Asks a copy of a file that SQLite itself cannot find, because it is on a disk of somebody else. */
  askCopy(file: string): Ask {
    return async (sql) => {
      const copy = join(this.folder, "copy.db");
      try {
        for (const part of ["", ...BESIDE])
          if (existsSync(`${file}${part}`)) copyFileSync(`${file}${part}`, `${copy}${part}`);
        return await ask(copy)(sql);
      } finally {
        for (const part of ["", ...BESIDE]) rmSync(`${copy}${part}`, { force: true });
      }
    };
  }

  /** Removes everything. */
  async end(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
