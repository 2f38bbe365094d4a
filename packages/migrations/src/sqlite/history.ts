import Database from "better-sqlite3";
import type { HistoryEntry } from "../chain/judgeHistory.ts";
import { MigrationError } from "../MigrationError.ts";

/** The table of the runner itself: one row per applied migration, in one line from the first. */
const TABLE = `CREATE TABLE IF NOT EXISTS pw_migrations (
  position INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  predecessor TEXT UNIQUE REFERENCES pw_migrations (name) ON DELETE RESTRICT,
  checksum TEXT NOT NULL,
  adopted INTEGER NOT NULL DEFAULT 0,
  applied_at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  CONSTRAINT ck_pw_migrations_first CHECK ((position = 1) = (predecessor IS NULL)),
  CONSTRAINT ck_pw_migrations_adopted CHECK (adopted IN (0, 1))
) STRICT`;

/** An applied migration as it is recorded; `adopted` says that its tables were there already. */
export interface Applied extends HistoryEntry {
  readonly adopted: boolean;
  readonly appliedAt: string;
  readonly durationMillis: number;
  readonly rows: number;
}

/** The applied migrations in order, in one statement; null when the table does not exist, refused when it is somebody else's. */
export const readHistory = (
  database: Database.Database,
  location: string,
): ReadonlyArray<HistoryEntry> | null => {
  try {
    return database
      .prepare<[], HistoryEntry>(
        "SELECT position, name, predecessor, checksum FROM pw_migrations ORDER BY position",
      )
      .all();
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== "SQLITE_ERROR") throw error;
    if (error.message === "no such table: pw_migrations") return null;
    const reason = { _tag: "ForeignSchema", what: "its table pw_migrations has another shape" } as const;
    throw new MigrationError({ reason, location, cause: error });
  }
};

/** Makes the table of the history where it is missing. */
export const createHistory = (database: Database.Database): void => {
  database.exec(TABLE);
};

/** Adds a migration to the history, in the transaction that runs it. */
export const record = (database: Database.Database, applied: Applied): void => {
  database
    .prepare(
      `INSERT INTO pw_migrations (position, name, predecessor, checksum, adopted, applied_at, duration_ms, row_count)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      applied.position,
      applied.name,
      applied.predecessor,
      applied.checksum,
      applied.adopted ? 1 : 0,
      applied.appliedAt,
      applied.durationMillis,
      applied.rows,
    );
};
