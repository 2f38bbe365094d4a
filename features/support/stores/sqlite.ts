import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ensureSchema } from "@planwright/migrations";
import { Persistence } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import { adoptThrough } from "./adopt.ts";
import type { Ledger, StoredText } from "./Ledger.ts";

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

const plant = (file: string, planId: string, column: StoredText, text: string): void => {
  const database = new DatabaseSync(file);
  try {
    const triggers = database
      .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'v3_plans'")
      .all()
      .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
    database.exec("BEGIN IMMEDIATE");
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
    database.prepare(`UPDATE v3_plans SET ${column} = ? WHERE plan_id = ?`).run(text, planId);
    if (column === "effective_profile_snapshot")
      database.prepare("UPDATE v3_plans SET profile_digest = NULL WHERE plan_id = ?").run(planId);
    for (const { sql } of triggers) database.exec(sql);
    database.exec("COMMIT");
  } finally {
    database.close();
  }
};

/** A ledger in a file of the scenario's own folder, copied from an empty one. */
export const openSqlite = async (folder: string, emptyLedger: string): Promise<Ledger> => {
  const file = join(folder, "ledger.db");
  await copyFile(emptyLedger, file);
  const layer = () => Persistence.layer({ engine: "sqlite", file });
  return {
    layer,
    manyConnections: true,
    url: `sqlite://${file}`,
    folder,
    adopt: adoptThrough(layer),
    damage: (planId, column, text) => plant(file, planId, column, text),
    close: () => rm(folder, { recursive: true, force: true }),
  };
};
