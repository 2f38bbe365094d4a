import type { DbStatusData } from "./schema/db.ts";

/** Where a database stands, as whoever looks after schemas tells it. */
export interface DbStatus {
  readonly engine: string;
  /** The path of the file, or what stands for one. */
  readonly location: string;
  readonly schemaVersion: string | null;
  /** Names in the order in which they would be applied. */
  readonly pending: ReadonlyArray<string>;
  readonly healthy: boolean;
}

/** `data` of `db status`. */
export const dbStatusData = (status: DbStatus): DbStatusData => ({
  engine: status.engine,
  location: status.location,
  schema_version: status.schemaVersion,
  pending: status.pending,
  healthy: status.healthy,
});
