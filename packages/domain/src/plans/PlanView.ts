import type { Decision } from "../gate/Decision.ts";
import type { Operation } from "../gate/Operation.ts";
import type { GateThreshold } from "../gate/Verdict.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { StateCounts } from "../plan/PlanQuery.ts";

/** What holds a plan back (interfaces.md section 2, `waiting_for`). */
export interface WaitingFor {
  readonly kind: "approval" | "dependency" | "sibling" | "capture";
  readonly operation: Operation | null;
  readonly threshold: GateThreshold | null;
  /** The record of the evaluation that made it wait, where there is one. */
  readonly decisionId: PlanId | null;
  /** Plans that must move first: dependencies or siblings, at most 50. */
  readonly plans: ReadonlyArray<PlanId>;
  /** Who may let it go on. */
  readonly approvers: ReadonlyArray<string>;
  /** What such a person would type; null when waiting is all there is to do. */
  readonly nextCommand: string | null;
}

/** The direct children of a plan by state, counted up to a limit. */
export interface Children {
  readonly total: number;
  readonly byState: StateCounts;
  /** There are more than were counted. */
  readonly more: boolean;
}

/** A plan with what a person wants to know about it. */
export interface PlanView {
  readonly plan: Plan;
  readonly children: Children;
  readonly waitingFor: WaitingFor | null;
}

/** What a command that changed one plan answers. */
export interface PlanAnswer extends PlanView {
  /** The evaluation of a gate that was part of it, or null. */
  readonly decision: Decision | null;
  /** The same request was carried out before; this is the plan as it is now. */
  readonly replayed: boolean;
}
