import type { Operation } from "../../gate/Operation.ts";
import { isDamaged } from "../../json/Damaged.ts";
import type { JsonObject } from "../../json/JsonValue.ts";
import { plainJson } from "../../json/readableJson.ts";
import type { Moment } from "../Moment.ts";
import type { Plan } from "../Plan.ts";
import { changedTimes, notCompleted, notStarted } from "./phaseTimes.ts";
import { moved, type PlanChanges, type Transition } from "./Transition.ts";

/** A plan may be reverted this often; the next revert is a conflict (domain.md section 4). */
export const REVERSION_LIMIT = 3;

/** The category of the error that a plan stopped with, or null. */
export const errorCategory = (plan: Plan): string | null => {
  const details = plan.errorDetails;
  if (details === null || isDamaged(details)) return null;
  const category = details.category;
  return typeof category === "string" ? category : null;
};

const error = (plan: Plan): JsonObject => ({
  error_message: plan.errorMessage,
  error_details: plainJson(plan.errorDetails),
});

/** Stopped to `queued` in the same phase, one attempt more; the event keeps what is cleared. */
export const retried = (transition: Transition, moment: Moment, decisionId: string): Transition => {
  const plan = transition.after;
  const times = plan.phase === "action" ? plan.times : notCompleted(plan.times, plan.phase);
  return moved(
    transition,
    moment,
    "plan.retried",
    {
      processingState: "queued",
      attempt: plan.attempt + 1,
      retryCount: plan.retryCount + 1,
      errorMessage: null,
      errorDetails: null,
      times: { ...times, queuedAt: moment.at },
    },
    {
      from: { phase: plan.phase, state: plan.processingState },
      decision_id: decisionId,
      ...error(plan),
      ...changedTimes(plan.times, times),
    },
  );
};

/** The operation whose threshold governs a revert from where a plan stands. */
export const revertOperation = (plan: Plan): Extract<Operation, "revise-strategy" | "revert-apply"> =>
  plan.phase === "apply" ? "revert-apply" : "revise-strategy";

const cleared = (plan: Plan, moment: Moment): PlanChanges => ({
  errorMessage: null,
  errorDetails: null,
  validationSummary: null,
  changesetId: null,
  sandboxRefs: [],
  lastCompletedStep: -1,
  retryCount: 0,
  callsInPhase: 0,
  times: { ...notStarted(plan.times), queuedAt: moment.at },
});

const clearedValues = (plan: Plan): JsonObject => ({
  ...error(plan),
  validation_summary: plainJson(plan.validationSummary),
  changeset_id: plan.changesetId,
  sandbox_refs: plainJson(plan.sandboxRefs),
  last_completed_step: plan.lastCompletedStep,
  ...changedTimes(plan.times, notStarted(plan.times)),
});

/** Back to `strategize/queued`, one attempt and one reversion more; the event keeps what is cleared. */
export const reverted = (
  transition: Transition,
  moment: Moment,
  why: { readonly reason: string | null; readonly decisionId: string; readonly cancelled: number },
): Transition => {
  const plan = transition.after;
  return moved(
    transition,
    moment,
    "plan.reverted",
    {
      ...cleared(plan, moment),
      phase: "strategize",
      processingState: "queued",
      attempt: plan.attempt + 1,
      reversionCount: plan.reversionCount + 1,
    },
    {
      from: { phase: plan.phase, state: plan.processingState },
      to: { phase: "strategize", state: "queued" },
      reason: why.reason,
      decision_id: why.decisionId,
      descendants_cancelled: why.cancelled,
      ...clearedValues(plan),
    },
  );
};

/** An adopted plan in an impossible place to the nearest legal one that is not ahead; not counted as a reversion. */
export const repaired = (transition: Transition, moment: Moment, reason: string | null): Transition => {
  const plan = transition.after;
  const phase = plan.phase === "action" ? "action" : "strategize";
  return moved(
    transition,
    moment,
    "plan.repaired",
    phase === plan.phase
      ? { processingState: "queued", times: { ...plan.times, queuedAt: moment.at } }
      : { ...cleared(plan, moment), phase, processingState: "queued" },
    {
      from: { phase: plan.phase, state: plan.processingState },
      to: { phase, state: "queued" },
      reason,
      ...(phase === plan.phase ? {} : clearedValues(plan)),
    },
  );
};

/** Unfinished to `cancelled` in the same phase. */
export const cancelled = (
  transition: Transition,
  moment: Moment,
  why: { readonly reason: string | null; readonly descendants: number },
): Transition => {
  const plan = transition.after;
  return moved(
    transition,
    moment,
    "plan.cancelled",
    { processingState: "cancelled", times: { ...plan.times, completedAt: moment.at } },
    {
      from: { phase: plan.phase, state: plan.processingState },
      reason: why.reason,
      descendants_cancelled: why.descendants,
    },
  );
};
