import {
  type Action,
  type ActionArgument,
  type ActionState,
  ARGUMENT_TYPES,
  type ArgumentType,
  isDamaged,
  type Readable,
  readStoredSafetyOverride,
  type SafetyOverride,
  safetyOverrideText,
} from "@planwright/domain";
import type { Row } from "../rows/Tables.ts";
import { type Damages, unreadable } from "./Damages.ts";
import { readInstant, writeInstant } from "./instants.ts";
import { readTexts, readValue, writeJson } from "./json.ts";
import { baseNameOf, namespaceOf } from "./names.ts";
import { asBoolean, asNumber, asText, asTextOrNull, flagOf } from "./scalars.ts";

/** The columns that an action is written into. */
export type ActionColumns = Omit<Row<"actions">, "inputs_schema_json">;

/** The columns of an argument, without its number and action. */
export type ArgumentColumns = Omit<Row<"action_arguments">, "id" | "action_name">;

const writeSafety = (safety: Readable<SafetyOverride> | null): string | null => {
  if (safety === null) return null;
  return isDamaged(safety) ? unreadable(safety) : safetyOverrideText(safety);
};

const readSafety = (stored: unknown, damages: Damages): Readable<SafetyOverride> | null => {
  if (stored === null) return null;
  const text = asText(stored);
  const safety = readStoredSafetyOverride(text);
  return isDamaged(safety) ? damages.add("safety_profile_json", text) : safety;
};

/** The row of an action. */
export const writeAction = (action: Action): ActionColumns => ({
  namespaced_name: action.name,
  namespace: namespaceOf(action.name),
  name: baseNameOf(action.name),
  description: action.description,
  long_description: action.longDescription,
  definition_of_done: action.definitionOfDone,
  strategy_actor: action.strategyActor,
  execution_actor: action.executionActor,
  review_actor: action.reviewActor,
  apply_actor: action.applyActor,
  estimation_actor: action.estimationActor,
  invariant_actor: action.invariantActor,
  automation_profile: action.automationProfile,
  reusable: flagOf(action.reusable),
  read_only: flagOf(action.readOnly),
  state: action.state,
  tags_json: writeJson(action.tags),
  created_by: action.createdBy,
  created_at: writeInstant(action.createdAt),
  updated_at: writeInstant(action.updatedAt),
  safety_profile_json: writeSafety(action.safetyProfile),
  version: action.version,
});

/** The row of an argument at its position. */
export const writeArgument = (argument: ActionArgument, position: number): ArgumentColumns => ({
  name: argument.name,
  arg_type: argument.type,
  requirement: argument.required ? "required" : "optional",
  description: argument.description,
  default_value_json: argument.default === undefined ? null : writeJson(argument.default),
  min_value: argument.min,
  max_value: argument.max,
  validation_pattern: argument.pattern,
  position,
});

const isArgumentType = (value: unknown): value is ArgumentType =>
  (ARGUMENT_TYPES as ReadonlyArray<unknown>).includes(value);

const readType = (stored: unknown, damages: Damages): ArgumentType => {
  if (isArgumentType(stored)) return stored;
  damages.add("action_arguments.arg_type", asText(stored));
  return "string";
};

const asNumberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** The argument that a row holds; of an unknown type it counts as text. */
export const readArgument = (row: ArgumentColumns, damages: Damages): ActionArgument => ({
  name: asText(row.name),
  type: readType(row.arg_type, damages),
  required: row.requirement === "required",
  default:
    row.default_value_json === null
      ? undefined
      : readValue(row.default_value_json, "action_arguments.default_value_json", damages),
  description: asTextOrNull(row.description),
  min: asNumberOrNull(row.min_value),
  max: asNumberOrNull(row.max_value),
  pattern: asTextOrNull(row.validation_pattern),
});

/** The action that a row holds, whatever its texts; the check of the table allows no state that is not one. */
export const readAction = (
  row: ActionColumns,
  parts: Pick<Action, "arguments" | "invariants">,
  damages: Damages,
): Action => ({
  name: asText(row.namespaced_name),
  description: asText(row.description),
  longDescription: asTextOrNull(row.long_description),
  definitionOfDone: asTextOrNull(row.definition_of_done),
  strategyActor: asText(row.strategy_actor),
  executionActor: asText(row.execution_actor),
  estimationActor: asTextOrNull(row.estimation_actor),
  reviewActor: asTextOrNull(row.review_actor),
  applyActor: asTextOrNull(row.apply_actor),
  invariantActor: asTextOrNull(row.invariant_actor),
  automationProfile: asTextOrNull(row.automation_profile),
  safetyProfile: readSafety(row.safety_profile_json, damages),
  reusable: asBoolean(row.reusable),
  readOnly: asBoolean(row.read_only),
  state: row.state as ActionState,
  arguments: parts.arguments,
  invariants: parts.invariants,
  tags: readTexts(row.tags_json, "tags_json", damages),
  createdBy: asTextOrNull(row.created_by),
  createdAt: readInstant(row.created_at, "created_at", damages),
  updatedAt: readInstant(row.updated_at, "updated_at", damages),
  version: asNumber(row.version, 1),
});
