import type { Database } from "better-sqlite3";
import type { Migration } from "../chain/Migration.ts";
import { MigrationError } from "../MigrationError.ts";
import type { Chain } from "./chain.ts";

/** Throws the first reason why one of the migrations cannot be done on this database. Only reads. */
export const refuseImpossible = (
  database: Database,
  pending: ReadonlyArray<Migration>,
  { codes }: Chain,
  location: string,
): void => {
  for (const step of pending.flatMap(({ steps }) => steps)) {
    const reason = step._tag === "Code" ? codes.get(step.name)?.refusal?.(database) : undefined;
    if (reason !== undefined) throw new MigrationError({ reason, location });
  }
};
