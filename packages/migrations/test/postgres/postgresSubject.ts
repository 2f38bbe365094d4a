import { DatabaseError } from "pg";
import type { MakeSubject } from "../suites/Subject.ts";
import { ledger } from "./database.ts";
import { firstColumn } from "./look.ts";

const refusalFrom = ({ code, column, constraint, message, table }: DatabaseError): string => {
  switch (code) {
    case "23000":
      return message;
    case "23502":
      return `not null ${table}.${column}`;
    // Version 18 tells a key that restricts from one that is missing.
    case "23001":
    case "23503":
      return "foreign key";
    case "23505":
      return "unique";
    case "23514":
      return `check ${constraint}`;
    case "22P02":
      return "type";
    default:
      return `${code}: ${message}`;
  }
};

const oid = { int8: 20, float8: 701 };

/** A database of its own. */
export const postgresSubject: MakeSubject = async () => {
  const client = await (await ledger()).connect();
  for (const type of Object.values(oid)) client.setTypeParser(type, Number);
  return {
    run: async (sql) => {
      try {
        await client.query(sql);
        return undefined;
      } catch (error) {
        if (error instanceof DatabaseError) return refusalFrom(error);
        throw error;
      }
    },
    column: (sql) => firstColumn(client, sql),
    deleteTree: async (root) => {
      const { rowCount } = await client.query("DELETE FROM v3_plans WHERE root_plan_id = $1", [root]);
      return rowCount ?? -1;
    },
  };
};
