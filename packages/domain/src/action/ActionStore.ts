import type { Effect } from "effect/Effect";
import type { StorageError } from "../store/StorageError.ts";
import type { Action, ActionState } from "./Action.ts";

/** Which actions a list shows. */
export interface ActionFilter {
  /** `namespace` or `server:namespace`, exactly. */
  readonly namespace?: string | undefined;
  readonly state?: ActionState | undefined;
}

/** Keeps actions with their arguments and invariants in the order given. */
export interface ActionStore {
  readonly find: (name: string) => Effect<Action | null, StorageError>;
  /** Adds; a taken name is a `Conflict`. */
  readonly insert: (action: Action) => Effect<void, StorageError>;
  /** Replaces all of an action that has `version - 1`; false when it has not. */
  readonly replace: (action: Action) => Effect<boolean, StorageError>;
  /**
   * Writes state, `updated_at` and version of an action that has `version - 1`, and nothing else of it: text that cannot
   * be read stays. False when it has not that version.
   */
  readonly archive: (action: Action) => Effect<boolean, StorageError>;
  /** By name in UTF-8 byte order. */
  readonly list: (filter: ActionFilter) => Effect<ReadonlyArray<Action>, StorageError>;
}
