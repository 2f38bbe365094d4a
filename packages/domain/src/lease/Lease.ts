import type { PlanId } from "../plan/PlanId.ts";
import type { Instant } from "../time/Instant.ts";

/** The right of one worker to report on one plan; it exists exactly while the plan is claimed and `processing`. */
export interface Lease {
  readonly planId: PlanId;
  /** Rises with every claim of the plan. */
  readonly fence: number;
  /** SHA-256 of the token's secret, lower-case hex. */
  readonly secretHash: string;
  readonly worker: string;
  readonly claimedAt: Instant;
  /** Dead from this instant on, reclaimed or not. */
  readonly expiresAt: Instant;
  /** What a heartbeat extends it by. */
  readonly leaseSeconds: number;
}

/** Seconds that a lease lives when the claim does not say: 5 minutes. */
export const DEFAULT_LEASE_SECONDS = 300;
/** The shortest lease, in seconds. */
export const MIN_LEASE_SECONDS = 10;
/** The longest lease, in seconds: 24 hours. */
export const MAX_LEASE_SECONDS = 86_400;

/** True from the instant of expiry on. */
export const isDead = (lease: Lease, now: Instant): boolean => lease.expiresAt <= now;
