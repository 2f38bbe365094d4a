import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Action } from "../action/Action.ts";
import { ActionError } from "../action/ActionError.ts";
import { type ActionDefinition, readActionFile } from "../action/readActionFile.ts";
import { writeActionFile } from "../action/writeActionFile.ts";
import { eventOf } from "../event/eventOf.ts";
import type { InvalidInput } from "../input/InvalidInput.ts";
import type { Moment } from "../plan/Moment.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { findReplay, keyedRequest, rememberKey, reserveKey } from "../plans/idempotent.ts";
import { type Caller, commit, momentOf, type PlansContext } from "../plans/PlansContext.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

/** Add an action from a parsed file. */
export interface CreateActionCommand extends Caller {
  readonly file: unknown;
  /** Replace an action of that name; plans keep what they were made with. */
  readonly replace?: boolean | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** An action with what became of it. */
export interface ActionAnswer {
  readonly action: Action;
  readonly replaced: boolean;
  readonly replayed: boolean;
}

/** What can keep an action from being made. */
export type CreateActionError = InvalidInput | ActionError | PlanError | StorageError;

const actionOf = (definition: ActionDefinition, moment: Moment, before: Action | null): Action => ({
  ...definition,
  createdBy: before === null ? moment.actor : before.createdBy,
  createdAt: before === null ? moment.at : before.createdAt,
  updatedAt: moment.at,
  version: before === null ? 1 : before.version + 1,
});

const write = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  definition: ActionDefinition,
  replace: boolean,
): Effect.fn.Return<ActionAnswer, ActionError | StorageError> {
  const before = yield* stores.actions.find(definition.name);
  const action = actionOf(definition, moment, before);
  if (before === null) {
    yield* stores.actions.insert(action);
    yield* stores.events.append([eventOf(moment, "action.created", { name: action.name })]);
    return { action, replaced: false, replayed: false };
  }
  const { name } = action;
  if (!replace) return yield* new ActionError({ reason: { _tag: "Exists", name } });
  const written = yield* stores.actions.replace(action);
  if (!written) return yield* new ActionError({ reason: { _tag: "Changed", name } });
  yield* stores.events.append([
    eventOf(moment, "action.replaced", { name, before: writeActionFile(before) }),
  ]);
  return { action, replaced: true, replayed: false };
});

/** Adds an action; an existing name is a conflict unless it is to be replaced, which keeps the old text in the event. */
export const createAction = Effect.fnUntraced(function* (
  context: PlansContext,
  command: CreateActionCommand,
): Effect.fn.Return<ActionAnswer, CreateActionError> {
  const definition = yield* Effect.fromResult(readActionFile(command.file));
  const replace = command.replace === true;
  const request = yield* keyedRequest(context, "action create", command.idempotencyKey, {
    replace,
    file: writeActionFile(definition),
  });
  return yield* commit(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
    ): Effect.fn.Return<Result.Result<ActionAnswer, never>, CreateActionError> {
      yield* reserveKey(stores, command.actor, "action create", command.idempotencyKey);
      const moment = yield* momentOf(context, command);
      const known = yield* findReplay(stores, moment, request);
      const replayed = known === null ? null : yield* stores.actions.find(known);
      if (replayed !== null) return Result.succeed({ action: replayed, replaced: false, replayed: true });
      const answer = yield* write(stores, moment, definition, replace);
      yield* rememberKey(stores, moment, request, definition.name);
      return Result.succeed(answer);
    }),
  );
});
