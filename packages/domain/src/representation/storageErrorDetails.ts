import type { JsonObject } from "../json/JsonValue.ts";
import type { StorageReason } from "../store/StorageError.ts";

/** The data of a store's error under its written names. */
export const storageErrorDetails = (reason: StorageReason): JsonObject => {
  switch (reason._tag) {
    case "Busy":
      return { waited_ms: reason.waitedMillis };
    case "Conflict":
      return { constraint: reason.constraint };
    case "Unavailable":
    case "Corrupt":
    case "SchemaTooNew":
    case "SchemaTooOld":
      return { what: reason.what };
    case "Full":
    case "ReadOnly":
      return {};
  }
};
