import * as Effect from "effect/Effect";
import type { InvalidInput } from "../input/InvalidInput.ts";
import { allows, askGate } from "../plan/lifecycle/askGate.ts";
import { errorCategory, retried } from "../plan/lifecycle/goBack.ts";
import { type Transition, unmoved } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { possibleEvents } from "../plan/PlanEventName.ts";
import { effectiveSubplans, type SubplanSettings } from "../plan/SubplanSettings.ts";
import type { Profile } from "../profile/Profile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { checkConfidence } from "./confidence.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { type PlanCommand, rulesOf, transitionPlan, wrongState } from "./transitionPlan.ts";
import { treeCost } from "./treeCost.ts";

/** Try a stopped plan again. */
export interface RetryCommand extends PlanCommand {
  readonly confidence?: number | undefined;
}

const automaticRetries = (profile: Profile, parent: SubplanSettings | null): number => {
  const own = profile.safety.maxRetriesPerStep;
  if (parent === null) return own;
  return parent.retryFailed ? Math.min(own, parent.maxRetries) : 0;
};

const personOnly = (plan: Plan, limit: number) => {
  if (plan.processingState !== "errored" || errorCategory(plan) !== "transient") return "person_only";
  return plan.retryCount >= limit ? "automatic_retries" : undefined;
};

/** How the gate `retry` is asked. */
export interface RetryQuestion {
  readonly confidence: number | undefined;
  readonly personApproves: boolean;
}

/** Asks whether a stopped plan may be tried again, and tries it when it may (domain.md section 4, `retry`). */
export const askRetry = Effect.fnUntraced(function* (
  stores: Stores,
  transition: Transition,
  moment: Moment,
  profile: Profile,
  question: RetryQuestion,
): Effect.fn.Return<Transition, StorageError> {
  const plan = transition.after;
  const parent = plan.parentPlanId === null ? null : yield* stores.plans.find(plan.parentPlanId);
  const limit = automaticRetries(profile, parent === null ? null : effectiveSubplans(parent.subplanSettings));
  const asked = askGate(transition, moment, profile, {
    operation: "retry",
    confidence: question.confidence,
    treeCost: yield* treeCost(stores, plan, profile),
    personApproves: question.personApproves,
    personOnly: personOnly(plan, limit),
  });
  return allows(asked.decision)
    ? retried(asked.transition, moment, asked.decision.decisionId)
    : asked.transition;
});

/** A stopped plan back into the queue of its phase: by a person always, by anybody else where the gate lets it. */
export const retryPlan = (
  context: PlansContext,
  command: RetryCommand,
): Effect.Effect<PlanAnswer, PlanError | InvalidInput | StorageError> =>
  Effect.andThen(
    checkConfidence(command.confidence),
    transitionPlan(
      context,
      command,
      Effect.fnUntraced(function* (stores, plan, moment): Effect.fn.Return<
        Transition,
        PlanError | StorageError
      > {
        const profile = yield* Effect.fromResult(rulesOf(plan));
        if (!possibleEvents(plan).includes("retry")) return yield* wrongState(plan, "retry");
        return yield* askRetry(stores, unmoved(plan), moment, profile, {
          confidence: command.confidence,
          personApproves: true,
        });
      }),
    ),
  );
