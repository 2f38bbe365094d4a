import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Action } from "../action/Action.ts";
import { ActionError } from "../action/ActionError.ts";
import { eventOf } from "../event/eventOf.ts";
import type { InvalidInput } from "../input/InvalidInput.ts";
import { type Caller, commit, momentOf, type PlansContext } from "../plans/PlansContext.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { readActionName } from "./readActions.ts";

/** Keep an action from making new plans. */
export interface ArchiveCommand extends Caller {
  readonly name: string;
}

/** Archives an action; one that is archived already stays as it is. */
export const archiveAction = Effect.fnUntraced(function* (
  context: PlansContext,
  command: ArchiveCommand,
): Effect.fn.Return<Action, InvalidInput | ActionError | StorageError> {
  const name = yield* Effect.fromResult(readActionName(command.name));
  return yield* commit(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
    ): Effect.fn.Return<Result.Result<Action, never>, ActionError | StorageError> {
      const moment = yield* momentOf(context, command);
      const before = yield* stores.actions.find(name);
      if (before === null) return yield* new ActionError({ reason: { _tag: "NotFound", name } });
      if (before.state === "archived") return Result.succeed(before);
      const action: Action = {
        ...before,
        state: "archived",
        updatedAt: moment.at,
        version: before.version + 1,
      };
      const written = yield* stores.actions.archive(action);
      if (!written) return yield* new ActionError({ reason: { _tag: "Changed", name } });
      yield* stores.events.append([eventOf(moment, "action.archived", { name })]);
      return Result.succeed(action);
    }),
  );
});
