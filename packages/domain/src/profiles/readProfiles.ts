import * as Effect from "effect/Effect";
import type { PlansContext } from "../plans/PlansContext.ts";
import { BUILT_INS, findBuiltIn } from "../profile/builtIns.ts";
import type { Profile } from "../profile/Profile.ts";
import type { ProfileError } from "../profile/ProfileError.ts";
import { profileNotFound } from "../profile/resolveProfile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";

/** The profile that a command is about, inside a unit of work. */
export const existingProfile = Effect.fnUntraced(function* (
  stores: Stores,
  name: string,
): Effect.fn.Return<Profile, ProfileError | StorageError> {
  const profile = findBuiltIn(name) ?? (yield* stores.profiles.find(name));
  return profile ?? (yield* profileNotFound(name, yield* stores.profiles.all()));
});

/** One profile by name; one that does not exist is an error that lists those that do. */
export const readProfileNamed = (
  context: PlansContext,
  name: string,
): Effect.Effect<Profile, ProfileError | StorageError> =>
  context.uow.read((stores) => existingProfile(stores, name));

/** The nine built-in profiles in their order, then the custom ones by name. */
export const listProfiles = (context: PlansContext): Effect.Effect<ReadonlyArray<Profile>, StorageError> =>
  Effect.map(
    context.uow.read((stores) => stores.profiles.all()),
    (custom) => [...BUILT_INS, ...custom],
  );
