import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { eventOf } from "../event/eventOf.ts";
import type { InvalidInput } from "../input/InvalidInput.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { type Caller, commit, momentOf, type PlansContext } from "../plans/PlansContext.ts";
import { requirePerson } from "../plans/personOnly.ts";
import { profileNamed } from "../plans/resolveRules.ts";
import { ProfileError } from "../profile/ProfileError.ts";
import type { Setting } from "../setting/Setting.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { readPlace, type SettingQuery } from "./readSettings.ts";

/** Set a setting. */
export interface SetCommand extends Caller, SettingQuery {
  readonly value: string;
}

/** Sets a setting; its value must be one that plans can be made with: a profile's name must be known. A person's command. */
export const writeSetting = Effect.fnUntraced(function* (
  context: PlansContext,
  command: SetCommand,
): Effect.fn.Return<Setting, InvalidInput | PlanError | ProfileError | StorageError> {
  yield* requirePerson(command.actor, "config set");
  const place = yield* Effect.fromResult(readPlace(command));
  const { value } = command;
  if (value === "") {
    return yield* new ProfileError({
      reason: { _tag: "EmptyName", level: place.project === null ? "global" : "project" },
    });
  }
  return yield* commit(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
    ): Effect.fn.Return<Result.Result<Setting, never>, ProfileError | StorageError> {
      yield* profileNamed(stores, value);
      const before = yield* stores.settings.lock(place.key, place.project);
      const moment = yield* momentOf(context, command);
      const setting: Setting = { ...place, value, updatedAt: moment.at, updatedBy: moment.actor };
      yield* stores.settings.put(setting);
      yield* stores.events.append([
        eventOf(moment, "config.set", { ...place, value, before: before === null ? null : before.value }),
      ]);
      return Result.succeed(setting);
    }),
  );
});
