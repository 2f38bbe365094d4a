import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import { actionErrorDetails } from "./actionErrorDetails.ts";
import { type DomainError, errorCode } from "./errorCode.ts";
import { issuesData } from "./issues.ts";
import { planErrorDetails } from "./planErrorDetails.ts";
import { profileErrorDetails } from "./profileErrorDetails.ts";
import type { ErrorData } from "./schema/error.ts";
import { snakeCase } from "./snakeCase.ts";
import { storageErrorDetails } from "./storageErrorDetails.ts";

const detailsOf = (error: DomainError): JsonObject => {
  switch (error._tag) {
    case "InvalidInput":
      return { subject: error.subject, ...issuesData(error.issues) };
    case "PlanError":
      return planErrorDetails(error.reason);
    case "ActionError":
      return actionErrorDetails(error.reason);
    case "ProfileError":
      return profileErrorDetails(error.reason);
    case "StorageError":
      return storageErrorDetails(error.reason);
  }
};

/** What `data.error` holds when a use case fails; lists in the details end at 50, with the total beside them. */
export const errorData = (error: DomainError): ErrorData => ({
  code: errorCode(error),
  message: error.message,
  details: detailsOf(error),
});

/** An error of another package that is built as the domain's are: a message, and a tagged reason that carries plain data. */
export interface ReasonedError {
  readonly message: string;
  readonly reason: { readonly _tag: string };
}

const plain = (value: unknown): JsonValue | undefined => {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value)) return value.flatMap((item) => plain(item) ?? []);
  return typeof value === "object" ? fields(value, (key) => key) : undefined;
};

const fields = (value: object, rename: (key: string) => string): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const written = key === "_tag" ? undefined : plain(inner);
      return written === undefined ? [] : [[rename(key), written]];
    }),
  );

/** The same for errors of other packages, such as those of migrations: the reason's data in snake case, `...Millis` as `..._ms`. */
export const reasonedErrorData = (error: ReasonedError): ErrorData => ({
  code: snakeCase(error.reason._tag),
  message: error.message,
  details: fields(error.reason, (key) => snakeCase(key.replace(/Millis$/, "Ms"))),
});
