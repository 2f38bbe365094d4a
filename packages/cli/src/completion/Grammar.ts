import { COMMANDS, type CommandName, TOPIC_ALIASES, TOPICS } from "../commands.ts";

/** A flag as completion needs it. */
export interface GrammarFlag {
  /** `--format` */
  readonly name: string;
  readonly summary: string;
  /** What comes behind it: nothing, one of some words, a file, or anything. */
  readonly value: "none" | "file" | "any" | ReadonlyArray<string>;
}

/** A command as completion needs it. */
export interface GrammarCommand {
  readonly name: CommandName;
  readonly summary: string;
  readonly flags: ReadonlyArray<GrammarFlag>;
  /** Words that its arguments may be, where they are known. */
  readonly words: ReadonlyArray<string>;
}

/** Everything that can be typed. */
export interface Grammar {
  /** Every first word, with a line about it. */
  readonly first: ReadonlyArray<readonly [word: string, about: string]>;
  /** The second words of a noun, other names of the noun included. */
  readonly verbs: ReadonlyMap<string, ReadonlyArray<readonly [word: string, about: string]>>;
  readonly commands: ReadonlyArray<GrammarCommand>;
  /** Other words for a noun. */
  readonly aliases: Readonly<Record<string, string>>;
}

const readCommand = async (name: CommandName): Promise<GrammarCommand> => {
  const { args, flags, summary } = await COMMANDS[name]();
  return {
    name,
    summary,
    flags: Object.entries(flags).map(([flag, declared]) => ({
      name: `--${flag}`,
      summary: declared.summary ?? "",
      value:
        declared.type === "boolean"
          ? "none"
          : (declared.options ?? (declared.helpValue === "FILE" ? "file" : "any")),
    })),
    words: Object.values(args).flatMap((argument) => argument.options ?? []),
  };
};

/** Reads the declarations of all commands. */
export const readGrammar = async (): Promise<Grammar> => {
  const names = Object.keys(COMMANDS) as ReadonlyArray<CommandName>;
  const commands = await Promise.all(names.map(readCommand));
  const single = commands.filter(({ name }) => !name.includes(" "));
  const nouns = [...Object.keys(TOPICS), ...Object.keys(TOPIC_ALIASES)];
  return {
    first: [
      ...nouns.map((noun) => [noun, TOPICS[TOPIC_ALIASES[noun] ?? noun] ?? ""] as const),
      ...single.map(({ name, summary }) => [name, summary] as const),
    ],
    verbs: new Map(
      nouns.map((noun) => {
        const start = `${TOPIC_ALIASES[noun] ?? noun} `;
        const own = commands.filter(({ name }) => name.startsWith(start));
        return [noun, own.map(({ name, summary }) => [name.slice(start.length), summary] as const)];
      }),
    ),
    commands,
    aliases: TOPIC_ALIASES,
  };
};
