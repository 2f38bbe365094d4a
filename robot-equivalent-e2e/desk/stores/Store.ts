/** A row as its database gives it, whole numbers as numbers. */
export type Row = Readonly<Record<string, unknown>>;

/** Something that others wait for until it is released. */
export interface Lock {
  readonly release: () => Promise<void>;
}

/** Where a desk's ledger is kept, for those who look at it or change it beside the program. */
export interface Store {
  readonly url: string;
  /** What tells programs where the ledger is; nothing where they find it by themselves. */
  readonly env: Readonly<Record<string, string>>;
  /** What no program may ever say; undefined where there is nothing of that kind. */
  readonly secret?: string;
  /** The rows of a question in SQL, through a connection of its own. */
  readonly rows: (sql: string) => Promise<ReadonlyArray<Row>>;
  /** Changes the ledger behind the program's back: one transaction of statements in SQL. */
  readonly meddle: (...statements: ReadonlyArray<string>) => Promise<void>;
  /** All that it holds, as a text that is another one when anything is different. */
  readonly contents: () => Promise<string>;
  /** Keeps everybody from making plans, as a process would that hangs in the middle of its work. */
  readonly lock: () => Promise<Lock>;
  readonly close: () => Promise<void>;
}
