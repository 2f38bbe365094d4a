import * as Data from "effect/Data";

/** A place in a text: `offset` in UTF-16 code units from 0, `line` and `column` from 1. */
export interface JsonPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Why a text is not the JSON that was asked for, or why a value has no JSON text. */
export type JsonReason =
  | {
      readonly _tag: "Syntax" | "DuplicateKey" | "LoneSurrogate" | "NullCharacter" | "NumberOutOfRange";
      readonly position: JsonPosition;
    }
  | { readonly _tag: "TooDeep"; readonly position: JsonPosition | null; readonly limit: number }
  | { readonly _tag: "TooLarge"; readonly limit: number }
  | { readonly _tag: "NotJson" };

const where = (position: JsonPosition): string => `at line ${position.line}, column ${position.column}`;

const sentence = (reason: JsonReason): string => {
  switch (reason._tag) {
    case "Syntax":
      return `This is not JSON: unexpected input ${where(reason.position)}.`;
    case "DuplicateKey":
      return `An object has the same key twice ${where(reason.position)}; keep one of the two.`;
    case "LoneSurrogate":
      return `A text ${where(reason.position)} holds half of a surrogate pair, which is no character; remove it.`;
    case "NullCharacter":
      return `A text ${where(reason.position)} holds the character U+0000; remove it.`;
    case "NumberOutOfRange":
      return `A number ${where(reason.position)} is too large for a double; use a smaller one.`;
    case "TooDeep":
      return `The JSON is nested deeper than ${reason.limit} levels${
        reason.position === null ? "" : ` ${where(reason.position)}`
      }; flatten it.`;
    case "TooLarge":
      return `The JSON is larger than ${reason.limit} bytes of UTF-8; shorten it.`;
    case "NotJson":
      return "The value has no JSON text: it holds something that is no JSON, such as NaN or half of a surrogate pair.";
  }
};

/** JSON that was refused; the message says where and why and never quotes what the text holds. */
export class JsonError extends Data.TaggedError("JsonError")<{ readonly reason: JsonReason }> {
  override get message(): string {
    return sentence(this.reason);
  }

  /** False: the same text is refused again. */
  get retryable(): boolean {
    return false;
  }
}
