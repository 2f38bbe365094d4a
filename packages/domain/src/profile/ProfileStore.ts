import type { Effect } from "effect/Effect";
import type { StorageError } from "../store/StorageError.ts";
import type { Profile } from "./Profile.ts";

/** The custom profiles; the built-in ones are the domain's and never stored. */
export interface ProfileStore {
  readonly find: (name: string) => Effect<Profile | null, StorageError>;
  /** The same as `find`, and until the unit of work ends nobody else puts or removes a profile of that name. */
  readonly lock: (name: string) => Effect<Profile | null, StorageError>;
  /** Adds or replaces; plans keep what they were frozen with. */
  readonly put: (
    profile: Profile,
    by: { readonly actor: string; readonly at: string },
  ) => Effect<void, StorageError>;
  /** False when there was none. */
  readonly remove: (name: string) => Effect<boolean, StorageError>;
  /** All, by name in UTF-8 byte order. A stored profile that cannot be read is left out of none: it fails `Corrupt`. */
  readonly all: () => Effect<ReadonlyArray<Profile>, StorageError>;
}
