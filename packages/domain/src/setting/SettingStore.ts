import type { Effect } from "effect/Effect";
import type { StorageError } from "../store/StorageError.ts";
import type { Setting, SettingKey } from "./Setting.ts";

/** The settings that are kept in the ledger. */
export interface SettingStore {
  /** The setting of a project, or of all when null; null when it was never set. No falling back between the two. */
  readonly find: (key: SettingKey, project: string | null) => Effect<Setting | null, StorageError>;
  /** The same as `find`, and until the unit of work ends nobody else puts that setting. */
  readonly lock: (key: SettingKey, project: string | null) => Effect<Setting | null, StorageError>;
  /** Adds or replaces. */
  readonly put: (setting: Setting) => Effect<void, StorageError>;
  /** All, global ones first, then by project and key in UTF-8 byte order. */
  readonly all: () => Effect<ReadonlyArray<Setting>, StorageError>;
}
