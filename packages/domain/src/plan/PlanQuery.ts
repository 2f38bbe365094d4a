import type { Instant } from "../time/Instant.ts";
import type { PlanId } from "./PlanId.ts";
import type { Phase, ProcessingState } from "./PlanState.ts";

/** Which plans a list shows; every part narrows. */
export interface PlanFilter {
  readonly phase?: Phase | undefined;
  readonly state?: ProcessingState | undefined;
  readonly project?: string | undefined;
  readonly action?: string | undefined;
  readonly root?: PlanId | undefined;
  /** A profile's name, of whatever provenance; a damaged reference has none. */
  readonly profile?: string | undefined;
  /**
   * True: only plans that wait for a person: queued in `action`, complete in `strategize` or `execute`, errored or
   * constrained. False narrows nothing.
   */
  readonly needsApproval?: boolean | undefined;
  /** Created at or after. */
  readonly since?: Instant | undefined;
  /** Glob (`*` any characters, `?` one) on the whole name, ASCII case-insensitive; a plan without a name matches none. */
  readonly pattern?: string | undefined;
}

/** Where a page begins: after this plan in the list's order. `createdAt` is the stored text, readable or not. */
export interface PlanCursor {
  readonly createdAt: string;
  readonly planId: PlanId;
}

/** A page of a list. */
export interface PlanPage {
  readonly limit: number;
  readonly after?: PlanCursor | undefined;
}

/** Numbers of plans by processing state, without zeros. */
export type StateCounts = { readonly [S in ProcessingState]?: number };
