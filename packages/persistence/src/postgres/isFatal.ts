import { isServerError } from "./isServerError.ts";
import { UnsafeInteger } from "./valueParsers.ts";

/** Whether an error of the driver means that nothing more can be done on its connection. */
export const isFatal = (cause: unknown): boolean =>
  isServerError(cause)
    ? cause.severity === "FATAL" || cause.severity === "PANIC"
    : !(cause instanceof UnsafeInteger);
