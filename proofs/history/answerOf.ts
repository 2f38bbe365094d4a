import type { InvalidInput, PlanError, StorageError } from "@planwright/domain";
import * as Cause from "effect/Cause";
import * as Exit from "effect/Exit";
import type { Answer, Refusal } from "./Call.ts";

const isTagged = <T extends string>(error: unknown, tag: T): error is { readonly _tag: T } =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === tag;

const isPlanError = (error: unknown): error is PlanError => isTagged(error, "PlanError");
const isInvalidInput = (error: unknown): error is InvalidInput => isTagged(error, "InvalidInput");
const isStorageError = (error: unknown): error is StorageError => isTagged(error, "StorageError");

const refusalOf = ({ message, reason }: PlanError): Refusal => {
  switch (reason._tag) {
    case "WrongState":
      return {
        tag: reason._tag,
        event: reason.event,
        phase: reason.phase,
        state: reason.processingState,
        version: reason.version,
        message,
      };
    case "StaleVersion":
      return { tag: reason._tag, version: reason.current, message };
    case "LeaseLost":
      return { tag: reason._tag, version: reason.version, message };
    case "ApprovalRequired":
    case "RefusedByRule":
      return { tag: reason._tag, version: reason.decision.planVersion, message };
    default:
      return { tag: reason._tag, message };
  }
};

/**
 * What came of a call; null = nobody knows, because the store could not tell either (a connection lost at the commit).
 * What no use case declares is a refusal with the tag `Defect`.
 */
export const answerOf = (exit: Exit.Exit<Answer, unknown>): Answer | null => {
  if (Exit.isSuccess(exit)) return exit.value;
  const failure = exit.cause.reasons.find((reason) => reason._tag === "Fail");
  const error = failure?.error;
  if (isPlanError(error)) return { is: "refused", refusal: refusalOf(error) };
  // What was named had been cancelled, for example; the plan itself is not judged.
  if (isInvalidInput(error)) return { is: "refused", refusal: { tag: error._tag, message: error.message } };
  if (!isStorageError(error))
    return { is: "refused", refusal: { tag: "Defect", message: Cause.pretty(exit.cause) } };
  const { message, reason } = error;
  return reason._tag === "Unavailable" ? null : { is: "refused", refusal: { tag: reason._tag, message } };
};
