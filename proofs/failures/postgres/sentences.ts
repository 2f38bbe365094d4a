/** A connection that ended, as far as it is known why; the last one where that was noticed only at the commit. */
export const LOST: ReadonlyArray<string> = [
  "The ledger cannot be reached: terminating connection due to administrator command.",
  "The ledger cannot be reached: terminating connection due to unexpected postmaster exit.",
  "The ledger cannot be reached: the connection to the server was lost (ECONNRESET).",
  "The ledger cannot be reached: the connection to the server was lost (EPIPE).",
  "The ledger cannot be reached: the connection to the server was lost (Connection terminated unexpectedly).",
  "The ledger cannot be reached: the connection was lost during the commit, and nothing was written.",
];

/** A commit that was asked about, and had come to nothing. */
export const NOTHING_WRITTEN =
  "The ledger cannot be reached: the connection was lost during the commit, and nothing was written.";

/** A commit about which nobody could be asked. */
export const NOT_KNOWN =
  "The ledger cannot be reached: the connection was lost during the commit, and it is not known whether anything was written.";

/** Others had what was needed, for as long as somebody was willing to wait. */
export const BUSY = "The ledger was busy for N ms; try again.";

/** Nobody listens where the server should be. */
export const REFUSED =
  "The ledger cannot be reached: the connection to the server at HOST:PORT was refused (ECONNREFUSED).";
