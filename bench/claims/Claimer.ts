/**
 * Who claims: workers that go through the use case; the bare statement, which gives the plan's row as a claim does; or the
 * same giving the id and the fence alone.
 */
export const SIDES = ["ours", "bare", "barest"] as const;
/** One of those who claim. */
export type Side = (typeof SIDES)[number];

/** What a process of claimers is started with. */
export interface ClaimerOptions {
  readonly side: Side;
  readonly url: string;
  /** Workers in the process, each with a connection of its own. */
  readonly workers: number;
}

/** What the process is told: to claim for so many milliseconds, or to end. */
export type Order = { readonly millis: number } | "end";

/** What it answers: that it is ready, or what it has claimed. */
export type Report =
  | "ready"
  | {
      readonly claims: ReadonlyArray<readonly [planId: string, fence: number]>;
      readonly millis: number;
      /** A worker found nothing more to claim. */
      readonly emptied: boolean;
    };

/** Takes the next plan; null when there is none. */
export type Claim = () => Promise<readonly [planId: string, fence: number] | null>;
