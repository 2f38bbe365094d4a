import type { HistoryEntry } from "../chain/judgeHistory.ts";
import { MigrationError } from "../MigrationError.ts";
import type { Place } from "./place.ts";
import { rowsOf } from "./rows.ts";

/** The table of the runner itself: one row per applied migration, in one line from the first. */
const TABLE = `CREATE TABLE IF NOT EXISTS pw_migrations (
  position BIGINT NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  predecessor TEXT COLLATE "C" UNIQUE REFERENCES pw_migrations (name) ON DELETE RESTRICT,
  checksum TEXT COLLATE "C" NOT NULL,
  adopted BOOLEAN NOT NULL DEFAULT false,
  applied_at TEXT COLLATE "C" NOT NULL,
  duration_ms BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  CONSTRAINT ck_pw_migrations_first CHECK ((position = 1) = (predecessor IS NULL))
)`;

const COLUMNS = ["position", "name", "predecessor", "checksum"] as const;

/** An applied migration as it is recorded; `adopted` says that its tables were there already. */
export interface Applied extends HistoryEntry {
  readonly adopted: boolean;
  readonly appliedAt: string;
  readonly durationMillis: number;
  readonly rows: number;
}

/** The statement that reads a history, in the order of the positions. */
export const READ_HISTORY = `SELECT ${COLUMNS.join(", ")} FROM pw_migrations ORDER BY position`;

/** A row of a history as the statement gives it. */
export const entryOf = (row: Readonly<Record<(typeof COLUMNS)[number], string | null>>): HistoryEntry => ({
  position: Number(row.position),
  name: row.name ?? "",
  predecessor: row.predecessor,
  checksum: row.checksum ?? "",
});

/** The applied migrations in order; none when there is no table of them. Refuses a table of somebody else's. */
export const readHistory = async ({
  client,
  location,
  schema,
}: Place): Promise<ReadonlyArray<HistoryEntry>> => {
  const columns = await rowsOf<"name">(
    client,
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = to_regclass(quote_ident($1) || '.pw_migrations') AND attnum > 0 AND NOT attisdropped`,
    [schema],
  );
  if (columns.length === 0) return [];
  const names = new Set(columns.map(({ name }) => name));
  if (COLUMNS.some((column) => !names.has(column))) {
    const reason = { _tag: "ForeignSchema", what: "its table pw_migrations has another shape" } as const;
    throw new MigrationError({ reason, location });
  }
  return (await rowsOf<(typeof COLUMNS)[number]>(client, READ_HISTORY)).map(entryOf);
};

/** Makes the table of the history where it is missing. */
export const createHistory = async ({ client }: Place): Promise<void> => {
  await client.query(TABLE);
};

/** Adds a migration to the history, in the transaction that runs it. */
export const record = async ({ client }: Place, applied: Applied): Promise<void> => {
  await client.query(
    `INSERT INTO pw_migrations (position, name, predecessor, checksum, adopted, applied_at, duration_ms, row_count)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      applied.position,
      applied.name,
      applied.predecessor,
      applied.checksum,
      applied.adopted,
      applied.appliedAt,
      applied.durationMillis,
      applied.rows,
    ],
  );
};
