import type { StorageReason } from "@planwright/domain";
import { classifyPostgres } from "./postgres/classifyPostgres.ts";
import { classifySqlite } from "./sqlite/classifySqlite.ts";

/**
 * The reason for which a store could not answer, from what its driver threw (storage.md section 1), or undefined for
 * what no caller can do anything about: a defect.
 *
 * @param waitedMillis how long the caller had waited
 */
export const classifyError = (cause: unknown, waitedMillis: number): StorageReason | undefined =>
  classifySqlite(cause, waitedMillis) ?? classifyPostgres(cause, waitedMillis);
