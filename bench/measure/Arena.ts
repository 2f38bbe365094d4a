import type { Contents } from "../ledger/fillLedger.ts";
import type { Ledger } from "../ledger/Ledger.ts";
import type { Sizes } from "../Sizes.ts";

/** The engines that a ledger can be kept in. */
export type EngineName = "SQLite" | "PostgreSQL";

/** One statement as a driver was asked to run it. */
export interface Call {
  readonly text: string;
  /** Rows read, or written. */
  readonly rows: number;
}

/** The calls of one batch, ready to be run; `run` waits for all answers. */
export type Play = () => void | Promise<void>;

/** A driver alone, doing what the ledger's own was asked to do. */
export interface Twin<C extends Call> {
  /** Makes calls ready to be run in their order. */
  readonly prepare: (calls: ReadonlyArray<C>) => Play;
  /** The same, but a call that reads or writes another number of rows than the recorded one is an error. */
  readonly prepareChecked: (calls: ReadonlyArray<C>) => Play;
}

/** Lets commits wait for the disk, or not. */
export type SetDurable = (durable: boolean) => void | Promise<void>;

/** A ledger whose driver writes down what it is asked. */
export interface Recorded<C extends Call> {
  readonly ledger: Ledger;
  readonly setDurable: SetDurable;
  /** The calls since the last time, in their order. */
  readonly take: () => ReadonlyArray<C> | Promise<ReadonlyArray<C>>;
  readonly close: () => Promise<void>;
}

/** A ledger and its driver alone, each on a copy that holds the same. */
export interface Sides<C extends Call> {
  readonly ledger: Ledger;
  /** Where the ledger is, for programs that are started on it. */
  readonly url: string;
  /** What the ledger is judged by. */
  readonly twin: Twin<C>;
  /** A driver that waits only where the ledger waits; null where a driver never waits. */
  readonly pipelined: Twin<C> | null;
  readonly setDurable: SetDurable;
  readonly close: () => Promise<void>;
}

/** An engine with a ledger that can be copied. */
export interface Arena<C extends Call> {
  readonly engine: EngineName;
  /** Makes the ledger that is copied from then on. */
  readonly fill: (sizes: Sizes) => Promise<Contents>;
  readonly openRecorded: () => Promise<Recorded<C>>;
  readonly openSides: () => Promise<Sides<C>>;
}
