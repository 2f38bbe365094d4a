import type { Expression, RawBuilder, SqlBool } from "kysely";

/** An engine's own clock. */
export interface EngineClock {
  /** The time at which a statement began; later for the next one, also within a transaction. */
  readonly reading: RawBuilder<unknown>;
  /** The text of the instant that a reading is, or some seconds later. */
  readonly instant: (reading: RawBuilder<unknown>, secondsLater?: RawBuilder<number>) => RawBuilder<string>;
}

/** Locks of a name, which nobody has to have made and which end with the transaction that has them. */
export interface EngineLocks {
  /** Waits until nobody else has the lock, and takes it. */
  readonly wait: (name: RawBuilder<string>) => RawBuilder<unknown>;
  /** Takes the lock, or is false where somebody else has it. */
  readonly attempt: (name: RawBuilder<string>) => RawBuilder<SqlBool>;
}

/** What the engines say in different words, and what they have or lack. */
export interface Engine {
  /** True where a column holds one of the texts of a JSON array, which is bound as one value whatever its length. */
  readonly among: (column: RawBuilder<unknown>, texts: RawBuilder<string>) => RawBuilder<SqlBool>;
  /** True where a column holds one of the texts that a query gives, each of which is looked up in the column's index. */
  readonly amongRows: (column: RawBuilder<unknown>, rows: Expression<unknown>) => RawBuilder<SqlBool>;
  /** The last 8 characters of a plan's id in upper case, as the index has them. */
  readonly shortId: (planId: RawBuilder<unknown>) => RawBuilder<string>;
  /** True where a text matches a pattern of `LIKE` with `\` as its escape, ASCII case-insensitively. */
  readonly like: (text: RawBuilder<unknown>, pattern: RawBuilder<string>) => RawBuilder<SqlBool>;
  /**
   * True where a text, ASCII case-insensitively, lies between two texts, the second one excluded, as the index has it;
   * null for an engine that sees for itself what a pattern begins with.
   */
  readonly within:
    | ((text: RawBuilder<unknown>, from: RawBuilder<string>, to: RawBuilder<string>) => RawBuilder<SqlBool>)
    | null;
  /** A text column by which no index is to be chosen, because the engine cannot know how few rows it would leave. */
  readonly unindexed: (column: RawBuilder<unknown>) => RawBuilder<unknown>;
  /**
   * The rows of a table that a JSON array of objects holds, a column to each key, in their order; null for an engine that
   * inserts one row after another as fast.
   */
  readonly rows: ((table: RawBuilder<unknown>, objects: RawBuilder<string>) => RawBuilder<unknown>) | null;
  /** The engine's clock; null where several machines could not share one. */
  readonly clock: EngineClock | null;
  /** Locks; null where one writer follows another, so that nothing has to be locked. */
  readonly locks: EngineLocks | null;
  /** Several statements that are asked side by side travel together. */
  readonly pipelines: boolean;
}
