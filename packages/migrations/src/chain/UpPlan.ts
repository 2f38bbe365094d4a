/** A migration that would be applied, with what it would do. */
export interface PendingMigration {
  readonly name: string;
  /** Its tables are there already, so it would only be recorded. */
  readonly adopted: boolean;
  /** In order; `rows` is the number of rows that a step would carry or change. */
  readonly steps: ReadonlyArray<{ readonly description: string; readonly rows: number }>;
}

/** What a run would do. */
export interface UpPlan {
  readonly from: string | null;
  readonly to: string | null;
  readonly pending: ReadonlyArray<PendingMigration>;
}
