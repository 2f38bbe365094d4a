import type { DbBackupData } from "./schema/db.ts";

/** A verified copy of a database. */
export interface DbBackup {
  readonly file: string;
  readonly bytes: number;
}

/** `data` of `db backup`. Choice: where the copy is and how large. */
export const dbBackupData = ({ bytes, file }: DbBackup): DbBackupData => ({ file, bytes });
