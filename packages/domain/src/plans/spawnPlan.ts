import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { ActionError } from "../action/ActionError.ts";
import { bindArguments, type GivenArguments, NO_ARGUMENTS, renderBound } from "../action/bindArguments.ts";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { checkText, PROSE } from "../input/text.ts";
import { isDamaged } from "../json/Damaged.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { allows, askGate } from "../plan/lifecycle/askGate.ts";
import { unmoved } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import { type Plan, rootOf } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import { isFinished } from "../plan/PlanState.ts";
import { subplansJson } from "../plan/readSubplans.ts";
import { effectiveSubplans, type SubplanSettings } from "../plan/SubplanSettings.ts";
import type { ProfileError } from "../profile/ProfileError.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { childRules, inheritedRules } from "./childRules.ts";
import { checkConfidence } from "./confidence.ts";
import { createPlan, type NewPlan } from "./createPlan.ts";
import { findPlanLocked } from "./findPlan.ts";
import { checkKey, keyedRequest, rememberKey, reserveKey } from "./idempotent.ts";
import { commit, momentOf, type PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { readDependencies } from "./readDependencies.ts";
import { checkVersion, type PlanCommand, persist, refusalOf, rulesOf, wrongState } from "./transitionPlan.ts";
import { treeCost } from "./treeCost.ts";
import { replayedPlan } from "./usePlan.ts";
import { answerWith } from "./viewPlan.ts";

/** Make a child of a plan; `id` is the parent's. */
export interface SpawnCommand extends PlanCommand {
  readonly description?: string | undefined;
  readonly definitionOfDone?: string | undefined;
  readonly automationProfile?: string | undefined;
  /** None when left out. */
  readonly arguments?: GivenArguments | undefined;
  /** Siblings that must be applied first, by id or short id. */
  readonly dependsOn?: ReadonlyArray<string> | undefined;
  readonly subplans?: SubplanSettings | undefined;
  readonly confidence?: number | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** What can keep a child from being made. */
export type SpawnError = InvalidInput | ActionError | PlanError | ProfileError | StorageError;

const requestOf = (parent: Plan, command: SpawnCommand): JsonObject => ({
  parent: parent.planId,
  description: command.description ?? null,
  definition_of_done: command.definitionOfDone ?? null,
  automation_profile: command.automationProfile ?? null,
  arguments: Object.fromEntries(command.arguments ?? NO_ARGUMENTS),
  depends_on: [...(command.dependsOn ?? [])],
  subplans: command.subplans === undefined ? null : subplansJson(command.subplans),
  confidence: command.confidence ?? null,
});

const checkTexts = (command: SpawnCommand): Effect.Effect<void, InvalidInput> => {
  const texts: ReadonlyArray<readonly [string, string | undefined]> = [
    ["description", command.description],
    ["definition_of_done", command.definitionOfDone],
  ];
  const issues: ReadonlyArray<Issue> = texts.flatMap(([key, text]) =>
    text === undefined ? [] : checkText([key], text, PROSE),
  );
  return issues.length === 0 ? Effect.void : Effect.fail(new InvalidInput({ subject: "", issues }));
};

const bodyOf = Effect.fnUntraced(function* (
  stores: Stores,
  parent: Plan,
  command: SpawnCommand,
): Effect.fn.Return<
  Pick<NewPlan, "arguments" | "description" | "definitionOfDone">,
  InvalidInput | StorageError
> {
  const action = yield* stores.actions.find(parent.actionName);
  const { arguments: given = NO_ARGUMENTS, definitionOfDone, description } = command;
  const bound = yield* Effect.fromResult(
    bindArguments(action?.arguments ?? [], given, { demandRequired: false }),
  );
  return {
    arguments: bound.arguments.filter((argument) => given.has(argument.name)),
    description:
      description === undefined
        ? parent.description
        : yield* Effect.fromResult(renderBound("description", description, bound)),
    definitionOfDone:
      definitionOfDone === undefined
        ? parent.definitionOfDone
        : yield* Effect.fromResult(renderBound("definition_of_done", definitionOfDone, bound)),
  };
});

const newChild = Effect.fnUntraced(function* (
  context: PlansContext,
  stores: Stores,
  moment: Moment,
  parent: Plan,
  command: SpawnCommand,
): Effect.fn.Return<{ readonly plan: NewPlan; readonly profileText: string | undefined }, SpawnError> {
  const body = yield* bodyOf(stores, parent, command);
  const { profileText, ...rules } = yield* command.automationProfile === undefined
    ? Effect.fromResult(inheritedRules(parent))
    : childRules(context, stores, moment, parent, command.automationProfile);
  const planId = moment.newId();
  const plan: NewPlan = {
    planId,
    parentPlanId: parent.planId,
    rootPlanId: rootOf(planId, parent),
    name: null,
    actionName: parent.actionName,
    ...body,
    projects: parent.projects,
    invariants: parent.invariants,
    ...rules,
    actors: parent.actors,
    executionEnvironment: parent.executionEnvironment,
    executionEnvPriority: parent.executionEnvPriority,
    reusable: parent.reusable,
    readOnly: parent.readOnly,
    createdBy: moment.actor,
    tags: isDamaged(parent.tags) ? [] : parent.tags,
    subplanSettings: command.subplans ?? null,
  };
  return { plan, profileText };
});

/** What a child of a parent that fails fast would do after a sibling's failure is cancelled however it ends (`afterWork`). */
const checkFailFast = Effect.fnUntraced(function* (
  stores: Stores,
  parent: Plan,
  child: NewPlan,
): Effect.fn.Return<void, PlanError | StorageError> {
  if (!effectiveSubplans(parent.subplanSettings).failFast) return;
  const count = yield* stores.work.failedSiblings(child);
  if (count === 0) return;
  return yield* new PlanError({ reason: { _tag: "ChildrenFailed", planId: parent.planId, count } });
});

/**
 * Makes a child of an unfinished plan. The parent's gate `spawn` is asked first (a person's command is its approval);
 * the child inherits the parent's rules byte for byte or takes a profile that is nowhere looser. Refused while a child has
 * failed whose parent fails fast.
 */
export const spawnPlan = Effect.fnUntraced(function* (
  context: PlansContext,
  command: SpawnCommand,
): Effect.fn.Return<PlanAnswer, SpawnError> {
  yield* checkConfidence(command.confidence);
  yield* checkTexts(command);
  yield* checkKey(command.idempotencyKey);
  return yield* commit(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
    ): Effect.fn.Return<Result.Result<PlanAnswer, PlanError>, SpawnError> {
      yield* reserveKey(stores, command.actor, "plan spawn", command.idempotencyKey);
      const parent = yield* findPlanLocked(stores, command.id, "tree");
      const moment = yield* momentOf(context, command);
      const request = yield* keyedRequest(
        context,
        "plan spawn",
        command.idempotencyKey,
        requestOf(parent, command),
      );
      const replayed = yield* replayedPlan(stores, moment, request);
      if (replayed !== null) return Result.succeed(replayed);
      yield* checkVersion(parent, command);
      if (isFinished(parent.processingState)) return yield* wrongState(parent, "spawn");
      const profile = yield* Effect.fromResult(rulesOf(parent));
      const dependencies = yield* readDependencies(stores, parent, command.dependsOn ?? []);
      const child = yield* newChild(context, stores, moment, parent, command);
      yield* checkFailFast(stores, parent, child.plan);
      const { decision, transition: asked } = askGate(unmoved(parent), moment, profile, {
        operation: "spawn",
        confidence: command.confidence,
        treeCost: yield* treeCost(stores, parent, profile),
        personApproves: true,
      });
      yield* persist(stores, asked);
      if (!allows(decision)) return Result.fail(refusalOf(decision));
      const created = yield* createPlan(stores, moment, child.plan, {
        profileText: child.profileText,
        dependencies,
        confidence: command.confidence,
        data: {
          decision_id: decision.decisionId,
          ...(dependencies.length === 0 ? {} : { depends_on: dependencies }),
        },
      });
      yield* rememberKey(stores, moment, request, child.plan.planId);
      return Result.succeed(yield* answerWith(stores, created.after, decision));
    }),
  );
});
