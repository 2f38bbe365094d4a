import * as Schema from "effect/Schema";

/** A UTC instant in the one form `YYYY-MM-DDTHH:MM:SS.ffffffZ`, whose text order is its time order. */
export const InstantData = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/),
).annotate({ description: "UTC, YYYY-MM-DDTHH:MM:SS.ffffffZ", format: "date-time" });
