import { type CommandName, isCommandName, TOPIC_ALIASES, TOPICS } from "../commands.ts";
import { globalFlags } from "./globalFlags.ts";

/** What a command line asks for, before its arguments and flags are looked at. */
export type Request =
  | { readonly _tag: "Version" }
  /** Help on a command, on a topic, or (null) on the program. */
  | { readonly _tag: "Help"; readonly about: string | null }
  | { readonly _tag: "Run"; readonly command: CommandName; readonly args: ReadonlyArray<string> }
  | { readonly _tag: "Unknown"; readonly given: string; readonly topic: string | null };

const takesValue = new Set(
  Object.entries(globalFlags).flatMap(([name, flag]) => (flag.type === "option" ? [`--${name}`] : [])),
);

/** Splits off the flags that stand before the first word; they belong behind the command. */
const leadingFlags = (args: ReadonlyArray<string>): number => {
  let at = 0;
  for (let arg = args[at]; arg?.startsWith("-") === true && arg !== "--"; arg = args[at]) {
    at += takesValue.has(arg) ? 2 : 1;
  }
  return Math.min(at, args.length);
};

const asksForHelp = (args: ReadonlyArray<string>): boolean => {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
};

const isTopic = (word: string): boolean => Object.hasOwn(TOPICS, word);

const named = (first: string, second: string | undefined): CommandName | undefined => {
  const both = `${first} ${second ?? ""}`;
  if (isCommandName(both)) return both;
  return isCommandName(first) ? first : undefined;
};

const withoutWord = (words: ReadonlyArray<string>): ReadonlyArray<string> =>
  words[0] === "help" ? words.slice(1) : words;

const request = (flags: ReadonlyArray<string>, words: ReadonlyArray<string>, help: boolean): Request => {
  const [typed, second] = words;
  if (typed === undefined) return { _tag: "Help", about: null };
  const first = TOPIC_ALIASES[typed] ?? typed;
  const command = named(first, second);
  if (command !== undefined) {
    if (help) return { _tag: "Help", about: command };
    const rest = words.slice(command.split(" ").length);
    const end = rest.indexOf("--");
    const args = end < 0 ? [...rest, ...flags] : [...rest.slice(0, end), ...flags, ...rest.slice(end)];
    return { _tag: "Run", command, args };
  }
  if (!isTopic(first)) return { _tag: "Unknown", given: typed, topic: null };
  return second === undefined || second.startsWith("-")
    ? { _tag: "Help", about: first }
    : { _tag: "Unknown", given: `${first} ${second}`, topic: first };
};

/** Finds out what a command line asks for. Global flags may stand before the command; `help X` is `X --help`. */
export const readCommandLine = (args: ReadonlyArray<string>): Request => {
  if (args[0] === "--version") return { _tag: "Version" };
  const at = leadingFlags(args);
  const flags = args.slice(0, at);
  const words = args.slice(at);
  return request(flags, withoutWord(words), words[0] === "help" || asksForHelp(args));
};
