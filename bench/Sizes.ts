import type { ClaimSizes } from "./claims/measureClaims.ts";
import type { GrowthRounds } from "./growth/measureGrowth.ts";

/** How much data there is and how often things are done. */
export interface Sizes {
  /** Plans in the one tree that is read as a whole. */
  readonly tree: number;
  /** Root plans with projects and arguments, newer than the tree. */
  readonly roots: number;
  /** Plans in each of the two pages of a list. */
  readonly page: number;
  /** Rounds that count, and those before them that do not. */
  readonly rounds: number;
  readonly warmups: number;
  /** How often each thing is done in a round. */
  readonly writes: number;
  readonly reads: number;
  readonly lists: number;
  readonly trees: number;
  /** Starts of each program that count; as many as `warmups` come before them. */
  readonly starts: number;
  /** Claims per second: the plans that wait, and the rounds in which workers take them. */
  readonly claims: ClaimSizes;
  /** Ledgers of about so many plans, smallest first, and the rounds in which they are looked at. */
  readonly growth: { readonly plans: ReadonlyArray<number> } & GrowthRounds;
}

/** What the figures in docs/performance.md are made with. */
export const FULL: Sizes = {
  tree: 10_000,
  roots: 4_000,
  page: 500,
  rounds: 15,
  warmups: 3,
  writes: 80,
  reads: 300,
  lists: 5,
  trees: 3,
  starts: 25,
  claims: { queue: 60_000, millis: 400, rounds: 7, warmups: 1 },
  growth: { plans: [10_000, 100_000, 1_000_000], rounds: 7, warmups: 1 },
};

/** Enough to see that everything still works; its times say nothing. */
export const QUICK: Sizes = {
  tree: 60,
  roots: 30,
  page: 10,
  rounds: 2,
  warmups: 1,
  writes: 3,
  reads: 3,
  lists: 2,
  trees: 2,
  starts: 2,
  claims: { queue: 3_000, millis: 10, rounds: 1, warmups: 0 },
  growth: { plans: [2_500, 6_000], rounds: 1, warmups: 0 },
};
