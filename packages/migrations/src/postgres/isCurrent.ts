import type * as Effect from "effect/Effect";
import { DatabaseError } from "pg";
import { judgeHistory } from "../chain/judgeHistory.ts";
import type { PostgresClient, PostgresLocation } from "../Location.ts";
import type { MigrationError } from "../MigrationError.ts";
import { attempt } from "./attempt.ts";
import { entryOf } from "./history.ts";
import { release } from "./release.ts";
import { rowsOf } from "./rows.ts";

/** The history, and whether it is that of the schema which new tables would go to. */
const STATEMENT = `SELECT position, name, predecessor, checksum,
  (SELECT relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) FROM pg_class WHERE oid = pw_migrations.tableoid) AS here
FROM pw_migrations ORDER BY position`;

/** No such table or column, or no right to read it: whoever looks closer says why. */
const unreadable = (error: unknown): boolean =>
  error instanceof DatabaseError && ["42P01", "42703", "42501"].includes(error.code ?? "");

const looksCurrent = async (client: PostgresClient): Promise<boolean> => {
  try {
    const rows = await rowsOf<"position" | "name" | "predecessor" | "checksum" | "here">(client, STATEMENT);
    return (
      rows.length === release.length &&
      rows.every(({ here }) => here === "t") &&
      judgeHistory(rows.map(entryOf), release) === undefined
    );
  } catch (error) {
    if (unreadable(error)) return false;
    throw error;
  }
};

/** Whether the schema is current, by one statement. False says nothing about why. */
export const isCurrent = (
  location: PostgresLocation,
  waitMillis: number,
): Effect.Effect<boolean, MigrationError> => attempt(location, waitMillis, looksCurrent);
