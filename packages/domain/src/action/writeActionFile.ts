import type { JsonObject } from "../json/JsonValue.ts";
import { plainJson, readableJson } from "../json/readableJson.ts";
import { writeSafetyOverride } from "../profile/SafetyOverride.ts";
import type { Action, ActionArgument } from "./Action.ts";

const writeArgument = (argument: ActionArgument): JsonObject => ({
  name: argument.name,
  type: argument.type,
  required: argument.required,
  ...(argument.default === undefined ? {} : { default: plainJson(argument.default) }),
  ...(argument.description === null ? {} : { description: argument.description }),
  ...(argument.min === null ? {} : { min: argument.min }),
  ...(argument.max === null ? {} : { max: argument.max }),
  ...(argument.pattern === null ? {} : { pattern: argument.pattern }),
});

/** What of an action its file says. */
export type ActionText = Omit<Action, "createdBy" | "createdAt" | "updatedAt" | "version">;

/** An action under the keys of its file (domain.md section 3); what it has not is null or []. */
export const writeActionFile = (action: ActionText): JsonObject => ({
  name: action.name,
  description: action.description,
  long_description: action.longDescription,
  definition_of_done: action.definitionOfDone,
  strategy_actor: action.strategyActor,
  execution_actor: action.executionActor,
  estimation_actor: action.estimationActor,
  review_actor: action.reviewActor,
  apply_actor: action.applyActor,
  invariant_actor: action.invariantActor,
  automation_profile: action.automationProfile,
  safety_profile:
    action.safetyProfile === null ? null : readableJson(action.safetyProfile, writeSafetyOverride),
  reusable: action.reusable,
  read_only: action.readOnly,
  state: action.state,
  arguments: action.arguments.map(writeArgument),
  invariants: [...action.invariants],
  tags: plainJson(action.tags),
});
