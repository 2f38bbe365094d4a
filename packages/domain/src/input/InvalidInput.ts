import * as Data from "effect/Data";

/** One thing that is wrong with an input: where (keys and indexes from the top) and what, as a sentence without the place. */
export interface Issue {
  readonly path: ReadonlyArray<string | number>;
  readonly message: string;
}

const MOST_SHOWN = 5;

/** `arguments[0].name`, or "" for the whole input. */
export const formatPath = (path: ReadonlyArray<string | number>): string =>
  path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`),
    "",
  );

const line = ({ path, message }: Issue): string =>
  path.length === 0 ? message : `${formatPath(path)}: ${message}`;

/** An input that the domain refuses before anything is written; its message names what, where and what to do. */
export class InvalidInput extends Data.TaggedError("InvalidInput")<{
  /** What was read, for example "action file"; empty when the issues say it all. */
  readonly subject: string;
  readonly issues: ReadonlyArray<Issue>;
}> {
  /** One issue about one part of the input. */
  static at(subject: string, path: ReadonlyArray<string | number>, message: string): InvalidInput {
    return new InvalidInput({ subject, issues: [{ path, message }] });
  }

  override get message(): string {
    const shown = this.issues.slice(0, MOST_SHOWN).map(line);
    const more = this.issues.length - shown.length;
    const all = more > 0 ? [...shown, `and ${more} more`] : shown;
    return this.subject === "" ? all.join("; ") : `${this.subject}: ${all.join("; ")}`;
  }

  /** False: the same input is refused again. */
  get retryable(): boolean {
    return false;
  }
}
