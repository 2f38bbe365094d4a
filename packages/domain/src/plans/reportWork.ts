import * as Effect from "effect/Effect";
import { checkJson } from "../input/checkJson.ts";
import { isFields } from "../input/FieldReader.ts";
import { oneOf } from "../input/fieldKinds.ts";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { checkText, PROSE } from "../input/text.ts";
import { askNextGate } from "../plan/lifecycle/forwardGate.ts";
import { type Transition, unmoved } from "../plan/lifecycle/Transition.ts";
import { completedWork, constrained, type Failure, failed, released } from "../plan/lifecycle/work.ts";
import type { Moment } from "../plan/Moment.ts";
import { ERROR_CATEGORIES, type Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { type PlanEventName, possibleEvents } from "../plan/PlanEventName.ts";
import { checkWorkResult } from "../plan/readWorkResult.ts";
import type { WorkResult } from "../plan/WorkResult.ts";
import type { Profile } from "../profile/Profile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { afterWork } from "./afterWork.ts";
import { checkResult } from "./checkResult.ts";
import { checkConfidence } from "./confidence.ts";
import type { LeaseCommand } from "./heartbeat.ts";
import { holdLease } from "./holdLease.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { askRetry } from "./retryPlan.ts";
import { rulesOf, transitionPlan, wrongState } from "./transitionPlan.ts";
import { treeCost } from "./treeCost.ts";

/** The work is done. */
export interface CompleteCommand extends LeaseCommand {
  readonly result: WorkResult;
  /** For the gate that comes next. */
  readonly confidence?: number | undefined;
}

/** The work failed. */
export interface FailCommand extends LeaseCommand, Failure {
  /** For the retry that may follow. */
  readonly confidence?: number | undefined;
}

type Report<E> = (
  stores: Stores,
  plan: Plan,
  moment: Moment,
  profile: Profile,
) => Effect.Effect<Transition, E>;

/** A report of the lease holder, which ends the lease; a lost worker's report changes nothing. */
const report = <E>(
  context: PlansContext,
  command: LeaseCommand,
  event: PlanEventName,
  rule: Report<E>,
): Effect.Effect<PlanAnswer, E | PlanError | StorageError> =>
  transitionPlan<E | PlanError | StorageError>(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
      plan: Plan,
      moment: Moment,
    ): Effect.fn.Return<Transition, E | PlanError | StorageError> {
      yield* holdLease(context, stores, plan, command.leaseToken);
      const profile = yield* Effect.fromResult(rulesOf(plan));
      if (!possibleEvents(plan).includes(event)) return yield* wrongState(plan, event);
      const transition = yield* rule(stores, plan, moment, profile);
      yield* stores.leases.remove(plan.planId);
      return transition;
    }),
  );

/**
 * Records a result and asks the gate that comes next. A result that the profile, a failed validation or an unfinished
 * descendant does not let through is refused and nothing of it is stored.
 */
export const completeWork = (
  context: PlansContext,
  command: CompleteCommand,
): Effect.Effect<PlanAnswer, PlanError | InvalidInput | StorageError> =>
  Effect.flatMap(
    Effect.andThen(
      checkConfidence(command.confidence),
      Effect.suspend(() => Effect.fromResult(checkWorkResult(command.result))),
    ),
    (result) =>
      report(
        context,
        command,
        "complete",
        Effect.fnUntraced(function* (stores, plan, moment, profile): Effect.fn.Return<
          Transition,
          PlanError | StorageError
        > {
          yield* checkResult(stores, plan, profile, result);
          const done = yield* afterWork(stores, moment, completedWork(unmoved(plan), moment, result));
          return askNextGate(done, moment, profile, {
            confidence: command.confidence,
            treeCost: withAdded(yield* treeCost(stores, plan, profile), result.cost),
          }).transition;
        }),
      ),
  );

const withAdded = (cost: number | undefined, added: number | undefined): number | undefined =>
  cost === undefined ? undefined : cost + (added ?? 0);

const CATEGORY = oneOf(ERROR_CATEGORIES);

const checkFailure = ({ category, details, message }: Failure): Effect.Effect<void, InvalidInput> => {
  const issues: ReadonlyArray<Issue> = [
    ...(CATEGORY.is(category) ? [] : [{ path: ["category"], message: CATEGORY.expected }]),
    ...(message === null ? [] : checkText(["message"], message, PROSE)),
    ...(isFields(details)
      ? checkJson(["details"], details)
      : [{ path: ["details"], message: "must be a group of keys" }]),
  ];
  return issues.length === 0 ? Effect.void : Effect.fail(new InvalidInput({ subject: "", issues }));
};

/** Records a failure; a transient one asks the gate `retry` and may go back into the queue at once. */
export const failWork = (
  context: PlansContext,
  command: FailCommand,
): Effect.Effect<PlanAnswer, PlanError | InvalidInput | StorageError> =>
  Effect.andThen(
    Effect.andThen(checkConfidence(command.confidence), checkFailure(command)),
    report(
      context,
      command,
      "fail",
      Effect.fnUntraced(function* (stores, plan, moment, profile): Effect.fn.Return<
        Transition,
        StorageError
      > {
        const stopped = failed(unmoved(plan), moment, command);
        const { confidence } = command;
        const settled =
          command.category === "transient"
            ? yield* askRetry(stores, stopped, moment, profile, { confidence, personApproves: false })
            : stopped;
        return yield* afterWork(stores, moment, settled);
      }),
    ),
  );

/** Records that the work of `apply` cannot go on under its constraints. */
export const constrainWork = (
  context: PlansContext,
  command: LeaseCommand,
): Effect.Effect<PlanAnswer, PlanError | StorageError> =>
  report(context, command, "constrain", (stores, plan, moment) =>
    afterWork(stores, moment, constrained(unmoved(plan), moment)),
  );

/** Gives the work back unfinished. */
export const releaseWork = (
  context: PlansContext,
  command: LeaseCommand,
): Effect.Effect<PlanAnswer, PlanError | StorageError> =>
  report(context, command, "release", (stores, plan, moment) =>
    afterWork(stores, moment, released(unmoved(plan), moment)),
  );
