import type { MigrationReason } from "../../MigrationError.ts";
import type { Place } from "../place.ts";

/** A step that looks at the database before it decides. It works inside the run's transaction. */
export interface StepCode {
  /** Why it cannot be done on this database; asked before anything is written, and by a dry run. Undefined when it can. */
  readonly refusal?: (place: Place) => Promise<MigrationReason | undefined>;
  /** Number of rows it would carry or change. */
  readonly count?: (place: Place) => Promise<number>;
  /** Does the work with the SQL of its heading and answers with the number of rows carried or changed. */
  readonly run: (place: Place, sql: string) => Promise<number>;
}
