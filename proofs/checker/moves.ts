import { isFinished, type PlanState, placeOf } from "./PlanState.ts";

const WORKED = new Set(["strategize/processing", "execute/processing", "apply/processing"]);
const GATE: { readonly [place: string]: string } = {
  "action/queued": "strategize",
  "strategize/complete": "execute",
  "execute/complete": "apply",
};
const CLAIMABLE = new Set(["strategize/queued", "execute/queued", "apply/queued"]);
const RETRIED = new Set(["strategize/errored", "execute/errored", "apply/errored", "apply/constrained"]);
const REVERTED = new Set([
  "execute/complete",
  "execute/errored",
  "apply/queued",
  "apply/constrained",
  "apply/errored",
]);

/** A plan may be sent back this often. */
export const MOST_REVERSIONS = 3;

/** The phase whose gate a plan stands at; undefined = it stands at none. */
export const gateOf = (plan: PlanState): string | undefined => GATE[placeOf(plan)];

/** True where the table of the life cycle lets an event happen, whoever brings it. */
export const canHappen = (plan: PlanState, event: string): boolean => {
  const place = placeOf(plan);
  if (isFinished(plan)) return false;
  if (event.startsWith("advance to ")) return gateOf(plan) === event.slice("advance to ".length);
  switch (event) {
    case "claim":
      return CLAIMABLE.has(place);
    case "complete":
    case "fail":
    case "release":
    case "reclaim":
      return WORKED.has(place);
    case "constrain":
      return place === "apply/processing";
    case "retry":
      return RETRIED.has(place);
    case "revert":
      return REVERTED.has(place);
    default:
      // cancel, spawn, tool: whatever is not finished
      return true;
  }
};

/** The same plan, so many versions later, somewhere else; where work ends there is no lease. */
const moved = (plan: PlanState, steps: number, change: Partial<PlanState>): PlanState => {
  const after = { ...plan, ...change, version: plan.version + steps };
  return after.state === "processing" ? after : { ...after, lease: "none" };
};

/** Cancelled by somebody, by something above it, or by a rule. */
export const cancelled = (plan: PlanState, steps = 1): PlanState =>
  moved(plan, steps, { state: "cancelled" });

/** Taken by a worker. */
export const taken = (plan: PlanState): PlanState =>
  moved(plan, 1, { state: "processing", fence: plan.fence + 1, lease: "live" });

/** Back in the queue of its phase. */
export const queued = (plan: PlanState, steps = 1): PlanState => moved(plan, steps, { state: "queued" });

const withoutFailFast = (plan: PlanState, event: string): ReadonlyArray<PlanState> => {
  switch (event) {
    case "advance":
      return [moved(plan, 1, { phase: gateOf(plan) ?? plan.phase, state: "queued" })];
    case "complete": {
      if (plan.phase === "apply") return [moved(plan, 1, { state: "applied" })];
      const complete = moved(plan, 1, { state: "complete" });
      const further = moved(complete, 1, { phase: gateOf(complete) ?? plan.phase, state: "queued" });
      return [complete, further];
    }
    case "fail":
      return [moved(plan, 1, { state: "errored" }), queued(plan, 2)];
    case "constrain":
      return [moved(plan, 1, { state: "constrained" })];
    case "release":
    case "reclaim":
      return [queued(plan)];
    case "retry":
      return [queued(plan)];
    case "revert":
      return plan.reversions >= MOST_REVERSIONS
        ? []
        : [moved(plan, 1, { phase: "strategize", state: "queued", reversions: plan.reversions + 1 })];
    case "cancel":
      return [cancelled(plan)];
    case "tool":
      return [plan, moved(plan, 1, {})];
    default:
      return [];
  }
};

const REPORTS = new Set(["complete", "fail", "constrain", "release", "reclaim"]);

/**
 * Everywhere an event may lead from a place where it can happen: gates and automatic retries may let a plan go on at
 * once, and below a `fail_fast` parent a report is the end of a child whose sibling has failed.
 */
export const leadsTo = (plan: PlanState, event: string, failFast: boolean): ReadonlyArray<PlanState> => {
  const reached = withoutFailFast(plan, event);
  if (!failFast || !REPORTS.has(event)) return reached;
  const ended = reached.filter((after) => !isFinished(after)).map((after) => cancelled(after));
  return [...reached, ...ended];
};
