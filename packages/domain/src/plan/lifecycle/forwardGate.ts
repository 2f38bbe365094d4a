import type { Decision } from "../../gate/Decision.ts";
import type { Profile } from "../../profile/Profile.ts";
import type { Moment } from "../Moment.ts";
import type { Plan } from "../Plan.ts";
import type { Phase } from "../PlanState.ts";
import { allows, askGate } from "./askGate.ts";
import { moved, type Transition } from "./Transition.ts";

/** The phases that a plan can advance to; each is also the name of its gate's operation. */
export type TargetPhase = Exclude<Phase, "action">;

/** The phase whose gate a plan stands at, or null when it stands at none. */
export const nextPhase = ({
  phase,
  processingState,
}: Pick<Plan, "phase" | "processingState">): TargetPhase | null => {
  if (phase === "action" && processingState === "queued") return "strategize";
  if (phase === "strategize" && processingState === "complete") return "execute";
  if (phase === "execute" && processingState === "complete") return "apply";
  return null;
};

/** How the next gate is asked. */
export interface GateQuestion {
  readonly confidence?: number | undefined;
  readonly treeCost?: number | undefined;
  readonly personApproves?: boolean;
}

/** Asks the gate at which a plan stands and goes through it when it may; nothing happens where there is no gate. */
export const askNextGate = (
  transition: Transition,
  moment: Moment,
  profile: Profile,
  question: GateQuestion,
): { readonly transition: Transition; readonly decision: Decision | null } => {
  const to = nextPhase(transition.after);
  if (to === null) return { transition, decision: null };
  const asked = askGate(transition, moment, profile, { ...question, operation: to });
  if (!allows(asked.decision)) return asked;
  return { transition: enterPhase(asked.transition, moment, to, asked.decision), decision: asked.decision };
};

const enterPhase = (
  transition: Transition,
  moment: Moment,
  to: TargetPhase,
  decision: Decision,
): Transition => {
  const from = transition.after;
  return moved(
    transition,
    moment,
    "plan.advanced",
    {
      phase: to,
      processingState: "queued",
      retryCount: 0,
      callsInPhase: 0,
      times: { ...from.times, queuedAt: moment.at },
    },
    {
      from: { phase: from.phase, state: from.processingState },
      to: { phase: to, state: "queued" },
      decision_id: decision.decisionId,
      ...(decision.outcome === "approved" ? { approved_by: moment.actor } : {}),
    },
  );
};
