import type { Seen } from "./Call.ts";

/** An event as the log shows it, as far as the proofs look at it. */
export interface Logged {
  readonly id: number;
  readonly type: string;
  readonly plan: string | null;
  readonly root: string | null;
  readonly version: number | null;
  readonly actor: string;
  readonly at: string;
  /** The rest, of which each kind of event has its own. */
  readonly data: { readonly [key: string]: unknown };
}

/** A plan as it is found in the end. */
export interface Found extends Seen {
  readonly parent: string | null;
  readonly root: string;
  /** The fence of its lease; null = it has none. */
  readonly lease: number | null;
}

/** The whole ledger after a run. */
export interface Ledger {
  readonly plans: ReadonlyArray<Found>;
  /** In the order of their ids. */
  readonly log: ReadonlyArray<Logged>;
}
