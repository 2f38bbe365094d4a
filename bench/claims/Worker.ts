import type { Claim } from "./Claimer.ts";

/** A worker, or several that share a process. */
export interface Worker {
  readonly claim: Claim;
  readonly close: () => Promise<void>;
}
