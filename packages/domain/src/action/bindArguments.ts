import * as Result from "effect/Result";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { PROSE } from "../input/text.ts";
import { isDamaged } from "../json/Damaged.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import type { PlanArgument } from "../plan/Plan.ts";
import type { ActionArgument } from "./Action.ts";
import { type GivenValue, readArgument, valueText } from "./argumentValue.ts";
import { renderedLength, renderTemplate } from "./renderTemplate.ts";

/** Values by argument name. */
export type GivenArguments = ReadonlyMap<string, GivenValue>;

/** No argument is given. */
export const NO_ARGUMENTS: GivenArguments = new Map();

/** The arguments of a new plan, in the action's order, and what its templates put in their places. */
export interface BoundArguments {
  readonly arguments: ReadonlyArray<PlanArgument & { readonly value: JsonValue }>;
  readonly values: ReadonlyMap<string, string>;
}

const unknownNames = (
  declared: ReadonlyArray<ActionArgument>,
  given: GivenArguments,
): ReadonlyArray<Issue> => {
  const known = declared.map((argument) => argument.name);
  const listed = known.length === 0 ? "the action takes none" : `known: ${known.join(", ")}`;
  return [...given.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: ["arguments", name], message: `is not an argument of the action (${listed})` }));
};

const bindOne = (
  argument: ActionArgument,
  given: GivenValue | undefined,
  demandRequired: boolean,
): Result.Result<JsonValue | undefined, string> => {
  if (given !== undefined) return readArgument(argument, given);
  if (argument.default !== undefined && !isDamaged(argument.default)) return Result.succeed(argument.default);
  return argument.required && demandRequired
    ? Result.fail("is required by the action")
    : Result.succeed(undefined);
};

/**
 * Binds what was given to what an action declares: types, rules, defaults, and nothing that it does not know. A child
 * need not give what the action requires, because its root has; what it does not give it cannot put into a template.
 */
export const bindArguments = (
  declared: ReadonlyArray<ActionArgument>,
  given: GivenArguments,
  { demandRequired }: { readonly demandRequired: boolean },
): Result.Result<BoundArguments, InvalidInput> => {
  const issues: Array<Issue> = [...unknownNames(declared, given)];
  const bound: Array<{ readonly name: string; readonly value: JsonValue }> = [];
  const values = new Map<string, string>();
  for (const argument of declared) {
    const value = bindOne(argument, given.get(argument.name), demandRequired);
    if (Result.isFailure(value)) {
      issues.push({ path: ["arguments", argument.name], message: value.failure });
      continue;
    }
    if (value.success !== undefined) {
      values.set(argument.name, valueText(value.success));
      bound.push({ name: argument.name, value: value.success });
    } else if (!argument.required) values.set(argument.name, "");
  }
  return issues.length === 0
    ? Result.succeed({ arguments: bound, values })
    : Result.fail(new InvalidInput({ subject: "", issues }));
};

const placeholderProblem = (unknown: ReadonlyArray<string>): string =>
  `has a placeholder for ${unknown.map((name) => `{${name}}`).join(", ")}, which is not an argument of the action or was given no value; write {{${unknown[0] ?? "name"}}} for the braces themselves`;

/**
 * A template with the bound values in it, as long as a new text may be (or as the template is); `where` names it in the
 * error.
 */
export const renderBound = (
  where: string,
  template: string,
  { values }: Pick<BoundArguments, "values">,
): Result.Result<string, InvalidInput> => {
  const length = renderedLength(template, values);
  if (length > Math.max(PROSE.max, template.length)) {
    const message = `must not be longer than ${PROSE.max} characters (with these arguments it would have ${length})`;
    return Result.fail(InvalidInput.at("", [where], message));
  }
  return Result.mapError(renderTemplate(template, values), (unknown) =>
    InvalidInput.at("", [where], placeholderProblem(unknown)),
  );
};
