import type { Effect } from "effect/Effect";
import type { StorageError } from "../store/StorageError.ts";

/** The canonical texts of the profiles that plans were frozen with, by digest, for as long as the ledger lives. */
export interface SnapshotStore {
  /** Keeps a text under its digest; a digest that is there stays as it is. */
  readonly keep: (digest: string, text: string) => Effect<void, StorageError>;
  /** The text of a digest, or null. */
  readonly find: (digest: string) => Effect<string | null, StorageError>;
}
