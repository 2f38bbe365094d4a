import * as Data from "effect/Data";

/** Why a text names no ledger. */
export type LocationReason =
  | { readonly _tag: "NotAUrl" }
  | { readonly _tag: "RelativePath" }
  | { readonly _tag: "NotInThisRelease"; readonly engine: string };

const FORMS = "give sqlite:///absolute/path or sqlite::memory:";

const sentence = (reason: LocationReason): string => {
  switch (reason._tag) {
    case "NotAUrl":
      return `The database URL is none that Planwright knows; ${FORMS}.`;
    case "RelativePath":
      return `The database URL names a file by a relative path, which depends on the working directory; ${FORMS}.`;
    case "NotInThisRelease":
      return `${reason.engine} is not in this release; ${FORMS}.`;
  }
};

/** A database URL that was refused; the message never repeats it, because it may hold a password. */
export class LocationError extends Data.TaggedError("LocationError")<{ readonly reason: LocationReason }> {
  override get message(): string {
    return sentence(this.reason);
  }

  /** False: the same URL is refused again. */
  get retryable(): boolean {
    return false;
  }
}
