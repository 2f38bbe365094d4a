import type { JsonObject } from "../../json/JsonValue.ts";
import type { Instant } from "../../time/Instant.ts";
import type { Moment } from "../Moment.ts";
import type { ErrorCategory, Plan } from "../Plan.ts";
import type { WorkResult } from "../WorkResult.ts";
import type { TargetPhase } from "./forwardGate.ts";
import { completed, started } from "./phaseTimes.ts";
import { moved, type PlanChanges, type Transition } from "./Transition.ts";

/** The phase of a plan that is being worked on; a plan in `action` never is, so it counts as strategizing. */
const workedPhase = (plan: Plan): TargetPhase => (plan.phase === "action" ? "strategize" : plan.phase);

const place = (plan: Plan): JsonObject => ({ phase: plan.phase, state: plan.processingState });

/** `queued` to `processing` under a new lease. */
export const claimed = (
  transition: Transition,
  moment: Moment,
  lease: { readonly fence: number; readonly worker: string; readonly expiresAt: Instant },
): Transition => {
  const plan = transition.after;
  return moved(
    transition,
    moment,
    "plan.claimed",
    {
      processingState: "processing",
      leaseFence: lease.fence,
      times: started(plan.times, workedPhase(plan), moment.at),
    },
    { phase: plan.phase, worker: lease.worker, fence: lease.fence, expires_at: lease.expiresAt },
  );
};

const resultChanges = (plan: Plan, result: WorkResult): PlanChanges => ({
  changesetId: result.changesetId ?? plan.changesetId,
  sandboxRefs: result.sandboxRefs ?? plan.sandboxRefs,
  validationSummary: result.validationSummary ?? plan.validationSummary,
  decisionRootId: result.decisionRootId ?? plan.decisionRootId,
  lastCompletedStep: result.lastCompletedStep ?? plan.lastCompletedStep,
  lastCheckpointId: result.lastCheckpointId ?? plan.lastCheckpointId,
  costTotal: plan.costTotal + (result.cost ?? 0),
});

/** The plan as it would be with a worker's result, before it is judged. */
export const withResult = (plan: Plan, result: WorkResult): Plan => ({
  ...plan,
  ...resultChanges(plan, result),
});

/** `processing` to `complete`, or to `applied` in the last phase. */
export const completedWork = (transition: Transition, moment: Moment, result: WorkResult): Transition => {
  const plan = transition.after;
  const phase = workedPhase(plan);
  const times = completed(plan.times, phase, moment.at);
  const state = phase === "apply" ? "applied" : "complete";
  return moved(
    transition,
    moment,
    "plan.completed",
    {
      ...resultChanges(plan, result),
      processingState: state,
      times: phase === "apply" ? { ...times, completedAt: moment.at } : times,
    },
    {
      from: place(plan),
      to: { phase: plan.phase, state },
      ...(result.cost === undefined ? {} : { cost: result.cost }),
    },
  );
};

/** How a worker's attempt failed. */
export interface Failure {
  readonly category: ErrorCategory;
  readonly message: string | null;
  readonly details: JsonObject;
}

/** `processing` to `errored`, with what went wrong. */
export const failed = (transition: Transition, moment: Moment, failure: Failure): Transition => {
  const plan = transition.after;
  return moved(
    transition,
    moment,
    "plan.failed",
    {
      processingState: "errored",
      errorMessage: failure.message,
      errorDetails: {
        ...failure.details,
        phase: plan.phase,
        category: failure.category,
        actor: moment.actor,
      },
    },
    { from: place(plan), to: { phase: plan.phase, state: "errored" }, category: failure.category },
  );
};

/** `apply/processing` to `apply/constrained`. */
export const constrained = (transition: Transition, moment: Moment): Transition => {
  const plan = transition.after;
  return moved(
    transition,
    moment,
    "plan.constrained",
    { processingState: "constrained" },
    {
      from: place(plan),
      to: { phase: plan.phase, state: "constrained" },
    },
  );
};

const requeued = (plan: Plan, at: Instant): PlanChanges => ({
  processingState: "queued",
  times: { ...plan.times, queuedAt: at },
});

/** `processing` back to `queued` by the worker's own wish; it takes its place at the end of the queue. */
export const released = (transition: Transition, moment: Moment): Transition => {
  const plan = transition.after;
  return moved(transition, moment, "plan.released", requeued(plan, moment.at), { from: place(plan) });
};

/** `processing` back to `queued` because the worker was lost; the event names it. */
export const reclaimed = (
  transition: Transition,
  moment: Moment,
  lost: { readonly worker: string; readonly fence: number } | null,
): Transition => {
  const plan = transition.after;
  return moved(transition, moment, "plan.reclaimed", requeued(plan, moment.at), {
    from: place(plan),
    lost_worker: lost === null ? null : lost.worker,
    fence: lost === null ? null : lost.fence,
  });
};
