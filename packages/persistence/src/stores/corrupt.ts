import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";

/** The failure for a row that only the ledger itself writes and that cannot be read; says which, never what it holds. */
export const corrupt = (what: string): Effect.Effect<never, StorageError> =>
  Effect.fail(
    new StorageError({ reason: { _tag: "Corrupt", what: `${what} holds text that cannot be read` } }),
  );
