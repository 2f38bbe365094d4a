import type { Database } from "better-sqlite3";
import { classify } from "./classify.ts";

/** Whether a connection's file is one that could have a write-ahead log and has none. */
export const lacksWriteAheadLog = (database: Database): boolean =>
  !database.memory && database.pragma("journal_mode", { simple: true }) !== "wal";

/** Switches a file with a current schema to WAL. Where somebody is in the way it stays as it is, and the next command tries again. */
export const turnOnWriteAheadLog = (database: Database): void => {
  if (database.inTransaction || !lacksWriteAheadLog(database)) return;
  try {
    database.pragma("journal_mode = WAL");
  } catch (error) {
    if (classify(error) === undefined) throw error;
  }
};
