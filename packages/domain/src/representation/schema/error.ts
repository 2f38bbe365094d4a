import * as Schema from "effect/Schema";

/** What `data` holds under `error` when a command fails. */
export const ErrorData = Schema.Struct({
  code: Schema.String.annotate({ description: "Stable; for programs" }),
  message: Schema.String.annotate({ description: "One sentence; for people" }),
  details: Schema.JsonObject,
}).annotate({ identifier: "Error" });
export type ErrorData = typeof ErrorData.Type;

/** `data` of any command that failed. */
export const FailureData = Schema.Struct({ error: ErrorData });
export type FailureData = typeof FailureData.Type;
