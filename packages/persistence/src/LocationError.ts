import * as Data from "effect/Data";

/** Why a text names no ledger. */
export type LocationReason =
  | { readonly _tag: "NotAUrl" }
  | { readonly _tag: "RelativePath" }
  | { readonly _tag: "UnknownOption"; readonly option: string }
  /** `rule` finishes the sentence that begins with the option's name. */
  | { readonly _tag: "BadOption"; readonly option: string; readonly rule: string };

const FORMS = "give sqlite:///absolute/path, sqlite::memory: or postgresql://user@host:5432/database";

const sentence = (reason: LocationReason): string => {
  switch (reason._tag) {
    case "NotAUrl":
      return `The database URL is none that Planwright knows; ${FORMS}.`;
    case "RelativePath":
      return `The database URL names a file by a relative path, which depends on the working directory; ${FORMS}.`;
    case "UnknownOption":
      return `The database URL has the option ${reason.option}, which Planwright does not know; leave it out.`;
    case "BadOption":
      return `The database option ${reason.option} ${reason.rule}.`;
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
