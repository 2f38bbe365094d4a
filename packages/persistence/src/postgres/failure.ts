import { StorageError, type StorageReason } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { classifyPostgres } from "./classifyPostgres.ts";
import { UnfitServer } from "./greet.ts";
import { isServerError } from "./isServerError.ts";
import { UnsafeInteger } from "./valueParsers.ts";

/** The word of an error of the system, of TLS, or what the driver says. */
const wordOf = (cause: Error): string =>
  "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;

const reasonOf = (cause: unknown, waitedMillis: number): StorageReason | undefined => {
  if (isServerError(cause)) return classifyPostgres(cause, waitedMillis);
  if (cause instanceof UnsafeInteger) return { _tag: "Corrupt", what: cause.message };
  if (cause instanceof UnfitServer) return { _tag: "Unavailable", what: cause.message };
  if (!(cause instanceof Error)) return undefined;
  return { _tag: "Unavailable", what: `the connection to the server was lost (${wordOf(cause)})` };
};

/**
 * What an error of the driver means to the caller: a failure with a reason, or a defect.
 *
 * @param waitedMillis how long the caller had waited
 */
export const failure = (cause: unknown, waitedMillis = 0): Effect.Effect<never, StorageError> => {
  const reason = reasonOf(cause, waitedMillis);
  return reason === undefined ? Effect.die(cause) : Effect.fail(new StorageError({ reason, cause }));
};
