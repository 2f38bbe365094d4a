/** A current ledger with one action, `local/a`, behind one connection of one engine. */
export interface Subject {
  /**
   * Runs statements; undefined when they were done, otherwise why they were refused: `not null TABLE.COLUMN`, `foreign key`,
   * `check NAME`, `unique`, or the words of our own triggers.
   */
  readonly run: (sql: string) => Promise<string | undefined>;
  /** The first column of what a statement gives; numbers are numbers. */
  readonly column: (sql: string) => Promise<ReadonlyArray<unknown>>;
  /** Deletes a tree as a store does, in one statement; answers how many plans that were. */
  readonly deleteTree: (root: string) => Promise<number>;
}

/** Makes one for a test. */
export type MakeSubject = () => Promise<Subject>;
