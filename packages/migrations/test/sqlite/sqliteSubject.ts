import Database from "better-sqlite3";
import { ledger } from "../database.ts";
import type { MakeSubject } from "../suites/Subject.ts";

const refusalFrom = ({ code, message }: InstanceType<typeof Database.SqliteError>): string => {
  const about = message.slice(message.indexOf(": ") + 2);
  if (message.startsWith("planwright: ")) return message;
  if (message === "FOREIGN KEY constraint failed") return "foreign key";
  switch (code) {
    case "SQLITE_CONSTRAINT_NOTNULL":
      return `not null ${about}`;
    case "SQLITE_CONSTRAINT_CHECK":
      return `check ${about}`;
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
      return "unique";
    case "SQLITE_CONSTRAINT_DATATYPE":
      return "type";
    default:
      return `${code}: ${message}`;
  }
};

/** A ledger in memory. */
export const sqliteSubject: MakeSubject = async () => {
  const database = ledger();
  return {
    run: async (sql) => {
      try {
        database.exec(sql);
        return undefined;
      } catch (error) {
        if (error instanceof Database.SqliteError) return refusalFrom(error);
        throw error;
      }
    },
    column: async (sql) => database.prepare(sql).pluck().all(),
    deleteTree: async (root) => {
      database.exec("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON");
      const { changes } = database.prepare("DELETE FROM v3_plans WHERE root_plan_id = ?").run(root);
      database.exec("COMMIT");
      return changes;
    },
  };
};
