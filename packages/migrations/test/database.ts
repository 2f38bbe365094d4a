import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import { chain } from "../src/sqlite/chain.ts";
import { up } from "../src/sqlite/up.ts";

/** The schema of the other program, as SQL. */
export const legacySchema = readFileSync(new URL("fixtures/legacy.sql", import.meta.url), "utf8");

/** Opens a database with foreign keys on, closed when the test is over. */
export const open = (file: string): Database.Database => {
  const database = new Database(file);
  onTestFinished(() => {
    database.close();
  });
  database.pragma("foreign_keys = ON");
  return database;
};

/** A database of the other program without a row. */
export const legacyDatabase = (file: string): Database.Database => {
  const database = open(file);
  database.exec(legacySchema);
  return database;
};

/** A current ledger in memory with one action, `local/a`. */
export const ledger = (): Database.Database => {
  const database = open(":memory:");
  const time = { nowMillis: 0, patienceMillis: 0 };
  up(database, ":memory:", { chain, onlyEmpty: true, onProgress: () => {}, ...time });
  database.exec(
    `INSERT INTO actions (namespaced_name, namespace, name, description, strategy_actor, execution_actor, created_at, updated_at)
     VALUES ('local/a', 'local', 'a', 'd', 'local/s', 'local/e', 't', 't')`,
  );
  return database;
};

/** The code and message of what a call throws; undefined when it does not. */
export const refusalOf = (call: () => unknown): string | undefined => {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof Database.SqliteError) return `${error.code}: ${error.message}`;
    throw error;
  }
};
