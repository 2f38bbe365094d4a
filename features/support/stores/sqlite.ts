import { execFile } from "node:child_process";
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ensureSchema } from "@planwright/migrations";
import { Persistence } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import { adoptThrough } from "./adopt.ts";
import type { Ledger, StoredText } from "./Ledger.ts";
import { makeOlder } from "./sqliteBeside.ts";

/** Makes an empty ledger as the migrations make it, which every scenario copies, and answers with its file. */
export const makeEmptyLedger = async (folder: string): Promise<string> => {
  const file = join(folder, "empty.db");
  await Effect.runPromise(ensureSchema({ engine: "sqlite", file }));
  // A write-ahead log beside the file would be left behind by a copy.
  const database = new DatabaseSync(file);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
  return file;
};

const program = fileURLToPath(new URL("plantText.ts", import.meta.url));
const run = promisify(execFile);

/**
 * In another process: of two copies of SQLite in one, the one that closes the file takes the locks of the other away
 * (https://sqlite.org/howtocorrupt.html, 2.2.1), and a driver may have it open here.
 */
const plantElsewhere = async (
  file: string,
  planId: string,
  column: StoredText,
  text: string,
): Promise<void> => {
  await run(process.execPath, [program, file, planId, column, text]);
};

/** A ledger in a file of the scenario's own folder, copied from an empty one. */
export const openSqlite = async (folder: string, emptyLedger: string): Promise<Ledger> => {
  const file = join(folder, "ledger.db");
  await copyFile(emptyLedger, file);
  const layer = () => Persistence.layer({ engine: "sqlite", file });
  return {
    layer,
    manyConnections: true,
    ownClock: false,
    url: `sqlite://${file}`,
    folder,
    adopt: adoptThrough(layer),
    damage: (planId, column, text) => plantElsewhere(file, planId, column, text),
    age: async (millis) => makeOlder(file, millis),
    close: () => rm(folder, { recursive: true, force: true }),
  };
};
