/** A migration that a run applied. */
export interface AppliedMigration {
  readonly name: string;
  readonly durationMillis: number;
  readonly rows: number;
  /** Its tables were there already, so it was only recorded. */
  readonly adopted: boolean;
}

/** What a run did. */
export interface UpResult {
  readonly from: string | null;
  readonly to: string | null;
  /** Nothing is pending any more. */
  readonly current: boolean;
  readonly applied: ReadonlyArray<AppliedMigration>;
  readonly backup: string | null;
}
