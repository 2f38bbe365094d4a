import type { PlanAnswer } from "../plans/PlanView.ts";
import type { Instant } from "../time/Instant.ts";
import { decisionData } from "./decision.ts";
import { planStatusData } from "./planStatus.ts";
import type { PlanAnswerData } from "./schema/planAnswer.ts";

/** What an answer adds where it applies: the decision of a gate that was asked, and that the request was a repetition. */
export const answerExtras = ({
  decision,
  replayed,
}: PlanAnswer): Pick<PlanAnswerData, "decision" | "replayed"> => ({
  ...(decision === null ? {} : { decision: decisionData(decision) }),
  ...(replayed ? { replayed } : {}),
});

/**
 * `data` of every command that changes one plan: `plan spawn`, `advance`, `strategize`, `execute`, `apply`, `complete`,
 * `fail`, `constrain`, `release`, `retry`, `revert` and `capture`. The keys of `plan status` (of the child for `spawn`),
 * `decision` where a gate was asked, and `replayed: true` where an idempotency key had been used before.
 */
export const planAnswerData = (answer: PlanAnswer, now: Instant): PlanAnswerData => ({
  ...planStatusData(answer, now),
  ...answerExtras(answer),
});
