import type { Operation } from "./Operation.ts";

/** What the ledger knows about the plan at the moment of asking. */
export interface GateFacts {
  /** Cost of this plan so far. */
  readonly planCost: number;
  /** Cost of the whole tree so far, this plan included. */
  readonly treeCost: number;
  /** Tool calls since the phase was entered. */
  readonly callsInPhase: number;
  /** The plan names at least one sandbox. */
  readonly sandbox: boolean;
  /** The plan names a checkpoint. */
  readonly checkpoint: boolean;
}

/** A question put to a gate. Confidence is the caller's, of this very event; it is never remembered. */
export interface GateRequest {
  readonly operation: Operation;
  readonly confidence?: number | undefined;
  readonly tool?: string | undefined;
  readonly writes?: boolean | undefined;
  readonly unsafe?: boolean | undefined;
  readonly skill?: string | undefined;
  /** What the step would cost, added to the cost so far. */
  readonly cost?: number | undefined;
  readonly facts: GateFacts;
}
