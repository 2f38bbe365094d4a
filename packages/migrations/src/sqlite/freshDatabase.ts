import Database from "better-sqlite3";
import type { Chain } from "./chain.ts";
import { createHistory } from "./history.ts";
import { runMigration } from "./runMigration.ts";

/** A database in memory made by the given migrations, to compare with; the caller closes it. */
export const freshDatabase = ({ migrations, codes }: Chain): Database.Database => {
  const database = new Database(":memory:");
  database.pragma("foreign_keys = OFF");
  database.pragma("legacy_alter_table = ON");
  createHistory(database);
  const run = { database, codes, location: ":memory:", onProgress: () => {} };
  for (const migration of migrations) runMigration(run, migration);
  return database;
};
