import type { CheckAnswer } from "../plans/checkGate.ts";
import type { Instant } from "../time/Instant.ts";
import { decisionData } from "./decision.ts";
import { planStatusData } from "./planStatus.ts";
import type { PlanCheckData } from "./schema/planAnswer.ts";

/** `data` of `plan check`: the keys of `plan status` and the decision, whatever it is. */
export const planCheckData = (answer: CheckAnswer, now: Instant): PlanCheckData => ({
  ...planStatusData(answer, now),
  decision: decisionData(answer.decision),
});
