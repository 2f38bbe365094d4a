import { isDamaged, type Readable } from "../json/Damaged.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import { writeSafetyOverride } from "../profile/SafetyOverride.ts";
import type { Action, ActionArgument } from "./Action.ts";

/** A value that cannot be read, as a file shows it: never its content. */
const readable = <T>(value: Readable<T>, write: (value: T) => JsonValue): JsonValue =>
  isDamaged(value) ? { damaged: true, length: value.length } : write(value);

const writeArgument = (argument: ActionArgument): JsonObject => ({
  name: argument.name,
  type: argument.type,
  required: argument.required,
  ...(argument.default === undefined
    ? {}
    : { default: readable<JsonValue>(argument.default, (value) => value) }),
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
  safety_profile: action.safetyProfile === null ? null : readable(action.safetyProfile, writeSafetyOverride),
  reusable: action.reusable,
  read_only: action.readOnly,
  state: action.state,
  arguments: action.arguments.map(writeArgument),
  invariants: [...action.invariants],
  tags: readable<ReadonlyArray<string>>(action.tags, (tags) => [...tags]),
});
