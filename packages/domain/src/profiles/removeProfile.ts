import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { eventOf } from "../event/eventOf.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { type Caller, commit, momentOf, type PlansContext } from "../plans/PlansContext.ts";
import { requirePerson } from "../plans/personOnly.ts";
import { findBuiltIn } from "../profile/builtIns.ts";
import type { Profile } from "../profile/Profile.ts";
import { ProfileError } from "../profile/ProfileError.ts";
import { profileNotFound } from "../profile/resolveProfile.ts";
import { writeProfile } from "../profile/writeProfile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

/** Remove a custom profile. */
export interface RemoveProfileCommand extends Caller {
  readonly name: string;
}

/** Removes a custom profile and answers with it as it was; plans keep their snapshots. A person's command. */
export const removeProfile = Effect.fnUntraced(function* (
  context: PlansContext,
  command: RemoveProfileCommand,
): Effect.fn.Return<Profile, PlanError | ProfileError | StorageError> {
  const { name } = command;
  yield* requirePerson(command.actor, "automation-profile remove");
  if (findBuiltIn(name) !== undefined) return yield* new ProfileError({ reason: { _tag: "ReadOnly", name } });
  return yield* commit(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
    ): Effect.fn.Return<Result.Result<Profile, never>, ProfileError | StorageError> {
      const before = yield* stores.profiles.lock(name);
      const moment = yield* momentOf(context, command);
      if (before === null) return yield* profileNotFound(name, yield* stores.profiles.all());
      yield* stores.profiles.remove(name);
      yield* stores.events.append([
        eventOf(moment, "profile.removed", { name, before: writeProfile(before) }),
      ]);
      return Result.succeed(before);
    }),
  );
});
