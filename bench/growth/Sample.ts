import type { Instant, PlanCursor, PlanId } from "@planwright/domain";

/** Where to look in a ledger of mixed plans. */
export interface Sample {
  /** Plans from all over the ledger. */
  readonly ids: ReadonlyArray<PlanId>;
  /** The root of the tree of a thousand. */
  readonly tree: PlanId;
  /** A plan half way through the ledger, after which pages begin. */
  readonly middle: PlanCursor;
  /** An instant after which few plans were made, as many in every ledger. */
  readonly since: Instant;
  /** The number of an event half way through the log. */
  readonly event: number;
}
