import * as Effect from "effect/Effect";
import type { PlansContext } from "../plans/PlansContext.ts";
import { profileNamed } from "../plans/resolveRules.ts";
import { BUILT_INS } from "../profile/builtIns.ts";
import type { Profile } from "../profile/Profile.ts";
import type { ProfileError } from "../profile/ProfileError.ts";
import type { StorageError } from "../store/StorageError.ts";

/** One profile by name; an unknown name is an error that lists the known ones. */
export const readProfileNamed = (
  context: PlansContext,
  name: string,
): Effect.Effect<Profile, ProfileError | StorageError> =>
  context.uow.read((stores) => profileNamed(stores, name));

/** The nine built-in profiles in their order, then the custom ones by name. */
export const listProfiles = (context: PlansContext): Effect.Effect<ReadonlyArray<Profile>, StorageError> =>
  Effect.map(
    context.uow.read((stores) => stores.profiles.all()),
    (custom) => [...BUILT_INS, ...custom],
  );
