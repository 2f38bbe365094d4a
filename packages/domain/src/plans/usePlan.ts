import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Action } from "../action/Action.ts";
import { ActionError } from "../action/ActionError.ts";
import {
  type BoundArguments,
  bindArguments,
  type GivenArguments,
  NO_ARGUMENTS,
  renderBound,
} from "../action/bindArguments.ts";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { checkText, PROSE } from "../input/text.ts";
import { isDamaged } from "../json/Damaged.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { lastDecision } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import type { PlanInvariant, PlanProject } from "../plan/Plan.ts";
import { rootOf } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { type PlanId, planIdFromKey, shortId } from "../plan/PlanId.ts";
import { subplansJson } from "../plan/readSubplans.ts";
import type { SubplanSettings } from "../plan/SubplanSettings.ts";
import type { ProfileError } from "../profile/ProfileError.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { createPlan, type NewPlan } from "./createPlan.ts";
import { findReplay, type KeyedRequest, keyedRequest, rememberKey, reserveKey } from "./idempotent.ts";
import { type Caller, commit, momentOf, type PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { readName } from "./readName.ts";
import { readProjects } from "./readProjects.ts";
import { type FrozenRules, resolveRules, type Surroundings } from "./resolveRules.ts";
import { answerWith } from "./viewPlan.ts";

/** Make a root plan from an action. */
export interface UseCommand extends Caller {
  readonly action: string;
  readonly projects: ReadonlyArray<PlanProject>;
  readonly automationProfile?: string | undefined;
  /** None when left out. */
  readonly arguments?: GivenArguments | undefined;
  /** Besides the action's own. */
  readonly invariants?: ReadonlyArray<string> | undefined;
  readonly name?: string | undefined;
  readonly subplans?: SubplanSettings | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly surroundings?: Surroundings | undefined;
}

/** What can keep a root plan from being made. */
export type UseError = InvalidInput | ActionError | PlanError | ProfileError | StorageError;

interface Checked {
  readonly action: string;
  readonly name: string | undefined;
  readonly projects: ReadonlyArray<PlanProject>;
  readonly invariants: ReadonlyArray<PlanInvariant>;
}

const check = (command: UseCommand): Result.Result<Checked, InvalidInput> => {
  const issues: Array<Issue> = [];
  const { invariants = [] } = command;
  const checked: Checked = {
    action: readName(["action"], command.action, issues) ?? command.action,
    name: readName(["name"], command.name, issues),
    projects: readProjects(command.projects, issues),
    invariants: invariants.map((text) => ({ text, source: "plan" })),
  };
  invariants.forEach((text, index) => {
    issues.push(...checkText(["invariants", index], text, PROSE));
  });
  return issues.length === 0
    ? Result.succeed(checked)
    : Result.fail(new InvalidInput({ subject: "", issues }));
};

const requestOf = (command: UseCommand): JsonObject => ({
  action: command.action,
  projects: command.projects.map((project) => ({
    name: project.name,
    alias: project.alias,
    read_only: project.readOnly,
  })),
  automation_profile: command.automationProfile ?? null,
  arguments: Object.fromEntries(command.arguments ?? NO_ARGUMENTS),
  invariants: [...(command.invariants ?? [])],
  name: command.name ?? null,
  subplans: command.subplans === undefined ? null : subplansJson(command.subplans),
});

const availableAction = Effect.fnUntraced(function* (
  stores: Stores,
  name: string,
): Effect.fn.Return<Action, ActionError | StorageError> {
  const action = yield* stores.actions.find(name);
  if (action === null) return yield* new ActionError({ reason: { _tag: "NotFound", name } });
  if (action.state === "archived") return yield* new ActionError({ reason: { _tag: "Archived", name } });
  return action;
});

const defaultName = (action: Action, planId: PlanId): string => {
  const base = action.name.slice(action.name.lastIndexOf("/") + 1);
  return `local/${base.slice(0, 55)}-${shortId(planId).toLowerCase()}`;
};

const newRoot = (
  moment: Moment,
  { invariants, name, projects }: Checked,
  action: Action,
  bound: BoundArguments,
  { reference, snapshot }: FrozenRules,
  subplans: SubplanSettings | undefined,
): Result.Result<NewPlan, InvalidInput> => {
  const planId = moment.newId();
  return Result.flatMap(renderBound("description", action.description, bound), (description) =>
    Result.map(renderBound("definition_of_done", action.definitionOfDone ?? "", bound), (done) => ({
      planId,
      parentPlanId: null,
      rootPlanId: rootOf(planId, null),
      name: name ?? defaultName(action, planId),
      actionName: action.name,
      description,
      definitionOfDone: action.definitionOfDone === null ? null : done,
      projects,
      arguments: bound.arguments,
      invariants: [
        ...action.invariants.map((text): PlanInvariant => ({ text, source: "action" })),
        ...invariants,
      ],
      automationProfile: reference,
      effectiveProfileSnapshot: snapshot.captured,
      profileDigest: snapshot.captured.digest,
      actors: {
        strategy: action.strategyActor,
        execution: action.executionActor,
        estimation: action.estimationActor,
        review: action.reviewActor,
        apply: action.applyActor,
        invariant: action.invariantActor,
      },
      executionEnvironment: null,
      executionEnvPriority: null,
      reusable: action.reusable,
      readOnly: action.readOnly,
      createdBy: moment.actor,
      tags: isDamaged(action.tags) ? [] : action.tags,
      subplanSettings: subplans ?? null,
    })),
  );
};

const replay = Effect.fnUntraced(function* (
  stores: Stores,
  planId: string,
): Effect.fn.Return<PlanAnswer | null, StorageError> {
  const plan = yield* stores.plans.find(planIdFromKey(planId));
  return plan === null ? null : { ...(yield* answerWith(stores, plan, null)), replayed: true };
});

/** The plan that a key made before, as it is now; null when the key is new or its plan is gone. */
export const replayedPlan = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  request: KeyedRequest | undefined,
): Effect.fn.Return<PlanAnswer | null, InvalidInput | StorageError> {
  const subject = yield* findReplay(stores, moment, request);
  if (subject === null) return null;
  const answer = yield* replay(stores, subject);
  if (answer !== null) return answer;
  return yield* InvalidInput.at("", ["idempotency_key"], "made a plan that was deleted since; use a new key");
});

/**
 * Makes a root plan: everything is checked before the first row is written, the profile is resolved and frozen, and the
 * gate `strategize` is asked.
 */
export const usePlan = Effect.fnUntraced(function* (
  context: PlansContext,
  command: UseCommand,
): Effect.fn.Return<PlanAnswer, UseError> {
  const checked = yield* Effect.fromResult(check(command));
  const request = yield* keyedRequest(context, "plan use", command.idempotencyKey, requestOf(command));
  return yield* commit(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
    ): Effect.fn.Return<Result.Result<PlanAnswer, never>, UseError> {
      yield* reserveKey(stores, command.actor, "plan use", command.idempotencyKey);
      const moment = yield* momentOf(context, command);
      const replayed = yield* replayedPlan(stores, moment, request);
      if (replayed !== null) return Result.succeed(replayed);
      const action = yield* availableAction(stores, checked.action);
      const bound = yield* Effect.fromResult(
        bindArguments(action.arguments, command.arguments ?? NO_ARGUMENTS, { demandRequired: true }),
      );
      const rules = yield* resolveRules(context, stores, {
        plan: command.automationProfile,
        action,
        projects: checked.projects.map((project) => project.name),
        surroundings: command.surroundings ?? {},
        at: moment.at,
      });
      const plan = yield* Effect.fromResult(newRoot(moment, checked, action, bound, rules, command.subplans));
      const transition = yield* createPlan(stores, moment, plan, { profileText: rules.snapshot.profileText });
      yield* rememberKey(stores, moment, request, plan.planId);
      return Result.succeed(yield* answerWith(stores, transition.after, lastDecision(transition)));
    }),
  );
});
