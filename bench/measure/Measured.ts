import type { Figure } from "./statistics.ts";

/** What came out for one thing that was compared. */
export interface Measured {
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
  /** Statements and transactions that doing it once takes; null where there are none to count. */
  readonly statements: number | null;
  readonly transactions: number | null;
}

/** Something that could not be measured, and what to do about it. */
export interface Unmeasured {
  readonly name: string;
  readonly goal: number;
  readonly why: string;
}

/** True when it is as fast as it should be; a figure without a goal always is. */
export const isMet = ({ goal, ratio }: Measured): boolean => goal === null || ratio.median <= goal;
