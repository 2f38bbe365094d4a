import type { DomainError } from "@planwright/domain/representation";
import { errorCode, errorData } from "@planwright/domain/representation";
import * as Cause from "effect/Cause";
import * as Exit from "effect/Exit";

/** What came of a command, as values that can be compared: the answer, or the error with its code and its data. */
export type Outcome =
  | { readonly answer: unknown }
  | { readonly code: string; readonly tag: string; readonly reason: unknown; readonly data: unknown }
  | { readonly defect: string };

const TAGS = new Set(["InvalidInput", "PlanError", "ActionError", "ProfileError", "StorageError"]);

const isDomainError = (error: unknown): error is DomainError =>
  typeof error === "object" &&
  error !== null &&
  "_tag" in error &&
  typeof error._tag === "string" &&
  TAGS.has(error._tag);

/** What an effect came to (differences.ts says what is left out); a failure that the use cases do not declare counts as a defect. */
export const outcomeOf = (exit: Exit.Exit<unknown, unknown>): Outcome => {
  if (Exit.isSuccess(exit)) return { answer: exit.value };
  const failure = exit.cause.reasons.find((reason) => reason._tag === "Fail");
  const error = failure === undefined ? undefined : failure.error;
  if (!isDomainError(error)) return { defect: Cause.pretty(exit.cause) };
  const reason =
    error._tag === "InvalidInput" ? { subject: error.subject, issues: error.issues } : error.reason;
  const conflict = error._tag === "StorageError" && error.reason._tag === "Conflict";
  return conflict
    ? { code: errorCode(error), tag: error._tag, reason: "by the store's words", data: null }
    : { code: errorCode(error), tag: error._tag, reason, data: errorData(error) };
};
