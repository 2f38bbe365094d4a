import * as Data from "effect/Data";

/** What is wrong with a command line, or with a file that it names. */
export type UsageReason =
  | {
      readonly _tag: "UnknownCommand";
      readonly given: string;
      readonly similar: ReadonlyArray<string>;
      /** The topic in which it was looked for; null = the program itself. */
      readonly topic: string | null;
    }
  | {
      readonly _tag: "UnknownFlag";
      readonly given: ReadonlyArray<string>;
      readonly similar: ReadonlyArray<string>;
      readonly command: string;
    }
  | { readonly _tag: "BadArguments"; readonly what: string; readonly command: string }
  | { readonly _tag: "BadValue"; readonly where: string; readonly what: string }
  | { readonly _tag: "BadFile"; readonly file: string; readonly what: string }
  /** The command is for SQLite alone; `instead` is typed into a shell for this database. */
  | { readonly _tag: "OnlySqlite"; readonly command: string; readonly instead: string }
  | { readonly _tag: "NeedsYes"; readonly command: string }
  | { readonly _tag: "NotConfirmed"; readonly command: string };

const didYouMean = (similar: ReadonlyArray<string>): string =>
  similar.length === 0 ? "" : ` Did you mean ${similar.map((name) => `\`${name}\``).join(" or ")}?`;

const sentence = (reason: UsageReason): string => {
  switch (reason._tag) {
    case "UnknownCommand": {
      const help = reason.topic === null ? "planwright --help" : `planwright ${reason.topic} --help`;
      return `There is no command \`planwright ${reason.given}\`.${
        reason.similar.length === 0
          ? ` \`${help}\` lists the commands.`
          : didYouMean(reason.similar.map((name) => `planwright ${name}`))
      }`;
    }
    case "UnknownFlag":
      return `\`${reason.command}\` has no flag ${reason.given.join(", ")}.${
        reason.similar.length === 0
          ? ` \`planwright ${reason.command} --help\` lists them.`
          : didYouMean(reason.similar)
      }`;
    case "BadArguments":
      return `${reason.what} See \`planwright ${reason.command} --help\`.`;
    case "BadValue":
      return `${reason.where}: ${reason.what}`;
    case "BadFile":
      return `${reason.file}: ${reason.what}`;
    case "OnlySqlite":
      return `\`${reason.command}\` is for SQLite; for a database on a PostgreSQL server type \`${reason.instead}\`.`;
    case "NeedsYes":
      return `\`${reason.command}\` must be confirmed, and nobody can be asked here; add --yes to confirm it.`;
    case "NotConfirmed":
      return `\`${reason.command}\` was not confirmed; nothing was changed.`;
  }
};

/** A command line that cannot be carried out as it was typed. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly reason: UsageReason }> {
  override get message(): string {
    return sentence(this.reason);
  }

  /** False: the same command line is refused again. */
  get retryable(): boolean {
    return false;
  }
}

/** One value that was given and cannot be used; `where` names the flag, argument or variable. */
export const badValue = (where: string, what: string): UsageError =>
  new UsageError({ reason: { _tag: "BadValue", where, what } });

/** A file that was named and cannot be used. */
export const badFile = (file: string, what: string): UsageError =>
  new UsageError({ reason: { _tag: "BadFile", file, what } });
