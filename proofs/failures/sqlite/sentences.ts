/** What a caller is told who may only read. */
export const READ_ONLY =
  "The ledger cannot be written to: its file, folder or server allows reading only. Nothing was written.";

/** What a caller is told whose ledger is not where it was. */
export const MOVED =
  "The ledger cannot be reached: its file was moved, replaced or removed while it was open.";

/** The same of the log beside its file. */
export const LOG_MOVED =
  "The ledger cannot be reached: its write-ahead log was moved, replaced or removed while it was open.";
