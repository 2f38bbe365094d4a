/** A step that is SQL and nothing else. */
export interface SqlStep {
  readonly _tag: "Sql";
  readonly description: string;
  readonly sql: string;
}

/** A step that must look at the database first: code of that name, which is given the SQL below its heading. */
export interface CodeStep {
  readonly _tag: "Code";
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/** One part of a migration; all of a run happen in one transaction. */
export type Step = SqlStep | CodeStep;

/** One numbered migration, never edited after its release. */
export interface Migration {
  /** `NNNN_name`, as its file. */
  readonly name: string;
  /** The migration that comes right before; null for the first. */
  readonly predecessor: string | null;
  /** SHA-256, lower-case hex, of what its text means; comments and white space do not count. */
  readonly checksum: string;
  readonly steps: ReadonlyArray<Step>;
}
