import type { Database } from "better-sqlite3";
import type { MigrationReason } from "../../MigrationError.ts";

/** A step that looks at the database before it decides. It works inside the run's transaction, with foreign keys off. */
export interface StepCode {
  /** Why it cannot be done on this database; asked before anything is written, and by a dry run. Undefined when it can. */
  readonly refusal?: (database: Database) => MigrationReason | undefined;
  /** Number of rows it would carry or change. */
  readonly count?: (database: Database) => number;
  /** Does the work with the SQL of its heading and answers with the number of rows carried or changed. */
  readonly run: (database: Database, sql: string) => number;
}
