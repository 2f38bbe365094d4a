import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Decision } from "../gate/Decision.ts";
import { allows } from "../plan/lifecycle/askGate.ts";
import { lastDecision, type Transition } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import { hasRules, possibleEvents } from "../plan/PlanEventName.ts";
import type { Profile } from "../profile/Profile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { commitOn, type PlanCaller } from "./commitOn.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { answerWith } from "./viewPlan.ts";

/** A command about one plan. */
export interface PlanCommand extends PlanCaller {
  /** Refuse unless the plan has this version. */
  readonly ifVersion?: number | undefined;
}

/** The refusal that names what is possible instead. */
export const wrongState = (plan: Plan, event: string): PlanError =>
  new PlanError({
    reason: {
      _tag: "WrongState",
      planId: plan.planId,
      phase: plan.phase,
      processingState: plan.processingState,
      version: plan.version,
      event,
      possible: possibleEvents(plan),
    },
  });

/** The refusal to move a plan whose rules are not known; it names the way to give it some. */
export const notCaptured = (plan: Plan): PlanError =>
  new PlanError({
    reason: {
      _tag: "NotCaptured",
      planId: plan.planId,
      damaged: plan.effectiveProfileSnapshot._tag !== "NotCaptured",
    },
  });

/** The rules that a plan was frozen with, or the refusal that says they are not known. */
export const rulesOf = (plan: Plan): Result.Result<Profile, PlanError> => {
  const snapshot = plan.effectiveProfileSnapshot;
  return hasRules(plan) && snapshot._tag === "Captured"
    ? Result.succeed(snapshot.profile)
    : Result.fail(notCaptured(plan));
};

/** The error that a decision which lets nothing happen stands for. */
export const refusalOf = (decision: Decision): PlanError =>
  new PlanError({
    reason: {
      _tag: decision.outcome === "refused" ? "RefusedByRule" : "ApprovalRequired",
      planId: decision.planId,
      decision,
    },
  });

/** Writes a transition: decisions, events, and the plan where it changed. */
export const persist = Effect.fnUntraced(function* (
  stores: Stores,
  { after, before, decisions, events }: Transition,
): Effect.fn.Return<void, PlanError | StorageError> {
  if (after.version !== before.version) {
    const written = yield* stores.plans.update(before, after);
    if (!written) {
      const current = yield* stores.plans.find(before.planId);
      return yield* new PlanError({
        reason:
          current === null
            ? { _tag: "NotFound", id: before.planId }
            : {
                _tag: "StaleVersion",
                planId: before.planId,
                given: before.version,
                current: current.version,
              },
      });
    }
  }
  for (const decision of decisions) yield* stores.decisions.append(decision);
  if (events.length > 0) yield* stores.events.append(events);
});

/** Refuses a command that was meant for another version of the plan. */
export const checkVersion = (plan: Plan, command: PlanCommand): Effect.Effect<void, PlanError> =>
  command.ifVersion === undefined || command.ifVersion === plan.version
    ? Effect.void
    : Effect.fail(
        new PlanError({
          reason: {
            _tag: "StaleVersion",
            planId: plan.planId,
            given: command.ifVersion,
            current: plan.version,
          },
        }),
      );

/** How a command works out its transition, with the plan's tree locked. */
export type TransitionRule<E> = (stores: Stores, plan: Plan, moment: Moment) => Effect.Effect<Transition, E>;

/**
 * One command on one plan: locked, checked, worked out by the rule, written, answered. A transition that only recorded a
 * decision which allows nothing is kept and then fails as that refusal.
 */
export const transitionPlan = <E>(
  context: PlansContext,
  command: PlanCommand,
  rule: TransitionRule<E>,
): Effect.Effect<PlanAnswer, E | PlanError | StorageError> =>
  commitOn(
    context,
    command,
    "tree",
    Effect.fnUntraced(function* (
      stores: Stores,
      plan: Plan,
      moment: Moment,
    ): Effect.fn.Return<Result.Result<PlanAnswer, PlanError>, E | PlanError | StorageError> {
      yield* checkVersion(plan, command);
      const transition = yield* rule(stores, plan, moment);
      yield* persist(stores, transition);
      const decision = lastDecision(transition);
      if (decision !== null && !allows(decision) && transition.after === transition.before) {
        return Result.fail(refusalOf(decision));
      }
      return Result.succeed(yield* answerWith(stores, transition.after, decision));
    }),
  );
