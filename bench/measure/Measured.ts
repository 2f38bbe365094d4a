import type { EngineName } from "./Arena.ts";
import type { Figure } from "./statistics.ts";

/** What came out for one thing that was compared. */
export interface Measured {
  /** The engine of the ledger; null for what needs none. */
  readonly engine: EngineName | null;
  readonly name: string;
  /** What it was compared with. */
  readonly against: string;
  /** The highest ratio that is fine; null for a figure that only explains another one. */
  readonly goal: number | null;
  /** Ours over the other's, by round. */
  readonly ratio: Figure;
  /** Milliseconds for doing it once. */
  readonly ours: Figure;
  readonly theirs: Figure;
  /** Ours over a driver that waits only where we wait; null where a driver never waits. */
  readonly pipelinedRatio: Figure | null;
  /** Statements and transactions that doing it once takes; null where there are none to count. */
  readonly statements: number | null;
  readonly transactions: number | null;
}

/** Something that could not be measured, and what to do about it. */
export interface Unmeasured {
  readonly engine: EngineName | null;
  readonly name: string;
  readonly goal: number;
  readonly why: string;
}

/** True when it is as fast as it should be; a figure without a goal always is. */
export const isMet = ({ goal, ratio }: Measured): boolean => goal === null || ratio.median <= goal;
