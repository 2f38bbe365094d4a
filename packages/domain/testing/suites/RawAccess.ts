import * as Context from "effect/Context";
import type { Effect } from "effect/Effect";
import type { StorageError } from "../../src/store/StorageError.ts";

/** What a column can hold. */
export type RawValue = string | number | null;

/** One column of the rows that have these values (storage.md section 2 names tables and columns). */
export interface RawColumn {
  readonly table: string;
  readonly column: string;
  readonly where: Readonly<Record<string, string | number>>;
}

/** The stored rows as they are, on a connection of its own, outside of every unit of work. */
export class RawAccess extends Context.Service<
  RawAccess,
  {
    /** The values of a column, a row each, in the order in which the rows were stored. */
    readonly read: (at: RawColumn) => Effect<ReadonlyArray<RawValue>, StorageError>;
    /** A plain UPDATE with every constraint and trigger in force; a refusal is the store's own typed error. */
    readonly update: (at: RawColumn, value: RawValue) => Effect<void, StorageError>;
    /** Puts a value where no constraint or trigger keeps it out for good, as an adopted or broken ledger would hold it. */
    readonly plant: (at: RawColumn, value: RawValue) => Effect<void, StorageError>;
    /** How many rows a table has. */
    readonly count: (table: string) => Effect<number, StorageError>;
  }
>()("@planwright/domain/testing/suites/RawAccess") {}
