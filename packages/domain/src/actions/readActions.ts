import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Action } from "../action/Action.ts";
import { ActionError } from "../action/ActionError.ts";
import type { ActionFilter } from "../action/ActionStore.ts";
import { InvalidInput } from "../input/InvalidInput.ts";
import { describeNameProblem, parseName } from "../name/QualifiedName.ts";
import type { PlansContext } from "../plans/PlansContext.ts";
import type { StorageError } from "../store/StorageError.ts";

/** The whole name that a name of an action stands for. */
export const readActionName = (text: string): Result.Result<string, InvalidInput> =>
  Result.mapBoth(parseName(text), {
    onSuccess: (name) => name.text,
    onFailure: (problem) => InvalidInput.at("", ["name"], describeNameProblem(problem)),
  });

/** One action, by a whole or a bare name. */
export const readAction = Effect.fnUntraced(function* (
  context: PlansContext,
  text: string,
): Effect.fn.Return<Action, InvalidInput | ActionError | StorageError> {
  const name = yield* Effect.fromResult(readActionName(text));
  const action = yield* context.uow.read((stores) => stores.actions.find(name));
  return action ?? (yield* new ActionError({ reason: { _tag: "NotFound", name } }));
});

/** The actions that a filter lets through, by name. */
export const listActions = (
  context: PlansContext,
  filter: ActionFilter,
): Effect.Effect<ReadonlyArray<Action>, StorageError> =>
  context.uow.read((stores) => stores.actions.list(filter));
