import type { Phase, PlanId, ProcessingState } from "@planwright/domain";

/** A plan as it is put into a ledger beside the use cases, many at a time. */
export interface SeedPlan {
  readonly planId: PlanId;
  readonly parent: PlanId | null;
  readonly root: PlanId;
  /** A plan of the ledger whose rules, texts, parts and history it has. */
  readonly template: PlanId;
  readonly name: string;
  readonly project: string;
  readonly phase: Phase;
  readonly state: ProcessingState;
  /** Seeds come in this order. */
  readonly createdAt: string;
  readonly queuedAt: string | null;
  /** A plan in `processing` has a lease of this fence, which lasts for a day. */
  readonly fence: number;
}
