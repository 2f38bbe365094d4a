/** A database of its own. */
export interface Database {
  readonly url: string;
  /** Removes it, when nobody is connected any more. */
  readonly drop: () => Promise<void>;
}

/** A kind of database that several processes can share. */
export interface Engine {
  readonly name: "SQLite" | "PostgreSQL";
  /** Its leases live by a clock of its own. */
  readonly ownClock: boolean;
  /** What was rolled back leaves gaps in the ids of events. */
  readonly gaps: boolean;
  /** A database with an empty ledger. */
  readonly ledger: () => Promise<Database>;
  /** A database without anything in it, which need not exist yet. */
  readonly empty: () => Promise<Database>;
  /** Removes what is left. */
  readonly close: () => Promise<void>;
}
