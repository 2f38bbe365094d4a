import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { eventOf } from "../event/eventOf.ts";
import { InvalidInput } from "../input/InvalidInput.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { type Caller, commit, momentOf, type PlansContext } from "../plans/PlansContext.ts";
import { requirePerson } from "../plans/personOnly.ts";
import { decodeProfileFile } from "../profile/decodeProfile.ts";
import type { Profile } from "../profile/Profile.ts";
import { ProfileError } from "../profile/ProfileError.ts";
import { normalizeProfile, writeProfile } from "../profile/writeProfile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

/** Register a profile from a parsed file. */
export interface AddProfileCommand extends Caller {
  readonly file: unknown;
  /** Replace a profile of that name; plans keep their snapshots. */
  readonly replace?: boolean | undefined;
}

/** A registered profile. */
export interface ProfileAnswer {
  readonly profile: Profile;
  readonly replaced: boolean;
}

/** What can keep a profile from being registered. */
export type AddProfileError = InvalidInput | PlanError | ProfileError | StorageError;

const read = (file: unknown): Result.Result<Profile, InvalidInput | ProfileError> =>
  Result.mapBoth(decodeProfileFile(file), {
    onSuccess: normalizeProfile,
    onFailure: (error) =>
      error.reason._tag === "Invalid"
        ? new InvalidInput({ subject: "profile file", issues: error.reason.issues })
        : error,
  });

/** Registers a custom profile; an existing name is a conflict unless it is to be replaced. A person's command. */
export const addProfile = Effect.fnUntraced(function* (
  context: PlansContext,
  command: AddProfileCommand,
): Effect.fn.Return<ProfileAnswer, AddProfileError> {
  yield* requirePerson(command.actor, "automation-profile add");
  const profile = yield* Effect.fromResult(read(command.file));
  return yield* commit(
    context,
    command,
    Effect.fnUntraced(function* (
      stores: Stores,
    ): Effect.fn.Return<Result.Result<ProfileAnswer, never>, ProfileError | StorageError> {
      const { name } = profile;
      const before = yield* stores.profiles.lock(name);
      const moment = yield* momentOf(context, command);
      if (before !== null && command.replace !== true) {
        return yield* new ProfileError({ reason: { _tag: "Exists", name } });
      }
      yield* stores.profiles.put(profile, { actor: moment.actor, at: moment.at });
      yield* stores.events.append([
        before === null
          ? eventOf(moment, "profile.added", { name })
          : eventOf(moment, "profile.replaced", { name, before: writeProfile(before) }),
      ]);
      return Result.succeed({ profile, replaced: before !== null });
    }),
  );
});
