import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { classifySqlite } from "./classifySqlite.ts";

/** What an error of the driver means to the caller: a failure with a reason, or a defect. */
export const failure = (cause: unknown, waitedMillis = 0): Effect.Effect<never, StorageError> => {
  const reason = classifySqlite(cause, waitedMillis);
  return reason === undefined ? Effect.die(cause) : Effect.fail(new StorageError({ reason, cause }));
};
