import { type Command, fenceOf, type Refusal } from "../history/Call.ts";
import { canHappen, MOST_REVERSIONS } from "./moves.ts";
import { isFinished, type PlanState } from "./PlanState.ts";

/** True when a token is the one under which the plan is being worked on. */
export const holds = (plan: PlanState, token: string): boolean =>
  plan.lease === "live" && plan.fence === fenceOf(token);

const tellsTrue = (plan: PlanState, { phase, state, version }: Refusal): boolean =>
  (phase === undefined || phase === plan.phase) &&
  (state === undefined || state === plan.state) &&
  (version === undefined || version === plan.version);

/**
 * True when a refusal is right about the plan as it stands: the place and the version that it tells are the plan's, and
 * what it says stood in the way does. A refusal changes nothing.
 */
export const isRightlyRefused = (plan: PlanState, command: Command, refusal: Refusal): boolean => {
  if (refusal.tag === "NotFound") return plan.life !== "alive";
  // The store gave up before anything was decided, and promises that nothing was committed.
  if (refusal.tag === "Busy") return true;
  if (plan.life !== "alive" || !tellsTrue(plan, refusal)) return false;
  switch (refusal.tag) {
    case "WrongState":
      return !canHappen(plan, refusal.event ?? "");
    case "StaleVersion":
      return !("ifVersion" in command) || command.ifVersion !== plan.version;
    case "LeaseLost":
      return !("token" in command) || !holds(plan, command.token);
    case "LiveLease":
      // A subtree may hold the live lease as well.
      return command.do === "delete" || plan.lease === "live";
    case "ReversionLimit":
      return plan.reversions >= MOST_REVERSIONS;
    case "ApprovalRequired":
    case "RefusedByRule":
      return !isFinished(plan);
    default:
      // What stands in the way is not the plan's own: descendants, dependents, a result, an actor.
      return !("token" in command) || holds(plan, command.token);
  }
};
