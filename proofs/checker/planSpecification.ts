import type { Call, Seen } from "../history/Call.ts";
import type { Specification } from "./linearize.ts";
import { cancelled, canHappen, leadsTo, taken } from "./moves.ts";
import type { PlanOp } from "./PlanOp.ts";
import { isOpen, type PlanState, stateKey, UNBORN } from "./PlanState.ts";
import { holds, isRightlyRefused } from "./refused.ts";

/** What is known of the rules above a plan. */
export interface Surroundings {
  /** A failure beside it, or beside something above it, may cancel it at any time. */
  readonly failFast: boolean;
}

const shows = (plan: PlanState, seen: Seen): boolean =>
  plan.life === "alive" &&
  plan.phase === seen.phase &&
  plan.state === seen.state &&
  plan.version === seen.version &&
  plan.fence === seen.fence;

const born = (seen: Seen | null): ReadonlyArray<PlanState> => {
  const first: PlanState = { ...UNBORN, life: "alive", version: 1 };
  const further: PlanState = { ...first, phase: "strategize", version: 2 };
  return [first, further].filter((plan) => seen === null || shows(plan, seen));
};

const deleted = (plan: PlanState): PlanState => ({ ...plan, life: "deleted", lease: "none" });

/** Where the command that named a plan leads, before its answer is looked at. */
const carriedOut = (
  plan: PlanState,
  { answer, command }: Call,
  { failFast }: Surroundings,
): ReadonlyArray<PlanState> => {
  const found = answer?.is === "done" ? answer.found : undefined;
  switch (command.do) {
    case "lapse": {
      const isWorkedOn = plan.life === "alive" && plan.lease !== "none";
      if (found !== undefined && found !== isWorkedOn) return [];
      return [isWorkedOn ? { ...plan, lease: "dead" } : plan];
    }
    case "get":
      return plan.life === "alive" ? [plan] : [];
    case "delete":
      return plan.life === "alive" && plan.lease !== "live" ? [deleted(plan)] : [];
    case "spawn":
    case "list":
    case "use":
    case "claim":
      return [plan];
    default:
  }
  const event = command.do === "advance" ? `advance to ${command.to}` : command.do;
  if (!isOpen(plan)) return [];
  if ("ifVersion" in command && command.ifVersion !== null && command.ifVersion !== plan.version) return [];
  if ("token" in command && !holds(plan, command.token)) return [];
  if (command.do === "heartbeat") return [plan];
  if (command.do === "reclaim" && plan.lease === "live") return [];
  return canHappen(plan, event) ? leadsTo(plan, command.do, failFast) : [];
};

const named = (plan: PlanState, call: Call, around: Surroundings): ReadonlyArray<PlanState> => {
  const { answer, command } = call;
  if (answer?.is === "refused") return isRightlyRefused(plan, command, answer.refusal) ? [plan] : [];
  const [seen] = answer?.seen ?? [];
  const reached = carriedOut(plan, call, around);
  return seen === undefined ? reached : reached.filter((after) => shows(after, seen));
};

const after = (plan: PlanState, { call, what }: PlanOp, around: Surroundings): ReadonlyArray<PlanState> => {
  switch (what.effect) {
    case "born":
      return plan.life === "unborn" ? born(what.seen) : [];
    case "named":
      return named(plan, call, around);
    case "spawned-from":
      return isOpen(plan) ? [plan] : [];
    case "claimed": {
      if (!isOpen(plan) || !canHappen(plan, "claim")) return [];
      const claimed = taken(plan);
      return what.seen === null || shows(claimed, what.seen) ? [claimed] : [];
    }
    case "reclaimed":
      return isOpen(plan) && plan.state === "processing" && plan.lease !== "live"
        ? leadsTo(plan, "reclaim", around.failFast)
        : [];
    case "cancelled-above":
      return [isOpen(plan) ? cancelled(plan) : plan];
    case "deleted-above":
      if (plan.life !== "alive") return [plan];
      return plan.lease === "live" ? [] : [deleted(plan)];
    case "seen":
      if (what.seen === null) return plan.life === "alive" ? [] : [plan];
      return shows(plan, what.seen) ? [plan] : [];
  }
};

const onlyLooks = ({ call, what }: PlanOp): boolean =>
  what.effect === "seen" ||
  what.effect === "spawned-from" ||
  (what.effect === "named" &&
    (call.answer?.is === "refused" || call.command.do === "get" || call.command.do === "heartbeat"));

/**
 * What the calls on one plan do when they follow one another. By itself, that is by calls that do not say so, a plan
 * whose lease is dead goes back to the queue (every claim gives back what lapsed), and one below a `fail_fast` parent
 * may be cancelled.
 */
export const planSpecification = (around: Surroundings): Specification<PlanOp, PlanState> => ({
  initial: UNBORN,
  after: (plan, op) => after(plan, op, around),
  drift: (plan) => {
    if (!isOpen(plan)) return [];
    const givenBack = plan.lease === "dead" ? leadsTo(plan, "reclaim", around.failFast) : [];
    return around.failFast ? [...givenBack, cancelled(plan)] : givenBack;
  },
  onlyLooks,
  key: stateKey,
});
