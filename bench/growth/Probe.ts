import type { Ledger } from "../ledger/Ledger.ts";
import type { Sample } from "./Sample.ts";

/** A ledger of mixed plans, and where to look in it. */
export interface Grown {
  readonly ledger: Ledger;
  readonly sample: Sample;
}

/** Something whose cost is measured in ledgers of several sizes. */
export interface Probe {
  readonly name: string;
  /** How much longer it may take in the largest ledger than in the smallest; null for what has to grow. */
  readonly goal: number | null;
  /** How often it is done in a round. */
  readonly times: number;
  /** Does it once; what it answers is to be done afterwards, and no part of its time. */
  readonly run: (grown: Grown, turn: number) => Promise<() => Promise<unknown>>;
}
