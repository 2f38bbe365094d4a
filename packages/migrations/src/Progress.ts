/**
 * What a run of migrations tells while it works, in this order: the backup, then each migration with its steps, then the check of
 * the foreign keys. An exception thrown by the listener ends the run, and nothing is changed.
 */
export type Progress =
  | { readonly _tag: "BackupStarted"; readonly file: string }
  | { readonly _tag: "BackupFinished"; readonly file: string; readonly durationMillis: number }
  | {
      readonly _tag: "MigrationStarted";
      readonly migration: string;
      readonly position: number;
      readonly of: number;
    }
  | {
      readonly _tag: "StepStarted";
      readonly migration: string;
      readonly step: string;
      readonly position: number;
      readonly of: number;
    }
  | {
      readonly _tag: "StepFinished";
      readonly migration: string;
      readonly step: string;
      readonly rows: number;
      readonly durationMillis: number;
    }
  | {
      readonly _tag: "MigrationFinished";
      readonly migration: string;
      readonly rows: number;
      readonly durationMillis: number;
    }
  | { readonly _tag: "CheckStarted" };

/** Called synchronously, inside the run. */
export type OnProgress = (event: Progress) => void;
