import type { Command } from "../command/defineCommand.ts";
import { GLOBAL, variableOf } from "../command/globalFlags.ts";
import {
  type Block,
  fields,
  GAP,
  heading,
  type Line,
  line,
  span,
  text,
  toType,
  type View,
} from "../present/View.ts";

type Flag = Command["flags"][string];
type Argument = Command["args"][string];

const argumentName = (name: string, argument: Argument): string => {
  const shown = `${name.toUpperCase()}${argument.multiple === true ? "..." : ""}`;
  return argument.required === true ? shown : `[${shown}]`;
};

const valueName = (flag: Flag): string => {
  if (flag.type === "boolean") return "";
  const given = Array.isArray(flag.helpValue) ? flag.helpValue.join(" ") : flag.helpValue;
  return ` ${given ?? (flag.options === undefined ? "VALUE" : "WORD")}`;
};

const flagLabel = (name: string, flag: Flag): string =>
  `${flag.char === undefined ? "" : `-${flag.char}, `}--${name}${valueName(flag)}`;

const among = (options: ReadonlyArray<string> | undefined): ReadonlyArray<Line[number]> =>
  options === undefined ? [] : [span(` One of ${options.join(", ")}.`, "muted")];

const flagText = (name: string, flag: Flag): Line => [
  ...(flag.required === true ? [span("Needed. ", "warn")] : []),
  span(flag.summary ?? ""),
  ...among(flag.type === "option" ? flag.options : undefined),
  ...(flag.type === "option" && flag.multiple === true ? [span(" Can be repeated.", "muted")] : []),
  ...(flag.helpGroup === GLOBAL ? [span(` [${variableOf(name)}]`, "muted")] : []),
];

const section = (title: string, rows: ReadonlyArray<readonly [string, Line]>): ReadonlyArray<Block> =>
  rows.length === 0
    ? []
    : [GAP, heading(title), fields(rows.map(([label, value]) => [`  ${label}`, value] as const))];

const flagRows = ({ flags }: Command, global: boolean): ReadonlyArray<readonly [string, Line]> =>
  Object.entries(flags)
    .filter(([, flag]) => (flag.helpGroup === GLOBAL) === global)
    .sort(
      ([a, left], [b, right]) =>
        Number(right.required === true) - Number(left.required === true) || (a < b ? -1 : 1),
    )
    .map(([name, flag]) => [flagLabel(name, flag), flagText(name, flag)]);

/** The line that says what is typed, in brackets what may be left out. */
export const usageOf = (name: string, { args, flags }: Command): string =>
  [
    `planwright ${name}`,
    ...Object.entries(args).map(([argument, declared]) => argumentName(argument, declared)),
    ...Object.entries(flags)
      .filter(([, flag]) => flag.required === true)
      .map(([flagName, flag]) => `--${flagName}${valueName(flag)}`),
    "[FLAGS]",
  ].join(" ");

/** Help about one command: what it does, how it is typed, and examples to copy. */
export const commandHelp = (name: string, command: Command): View => [
  text(`${command.summary}.`, "strong"),
  GAP,
  toType(usageOf(name, command)),
  ...(command.description === undefined ? [] : [GAP, text(command.description)]),
  ...section(
    "Arguments",
    Object.entries(command.args).map(([argument, declared]) => [
      argument.toUpperCase(),
      [span(declared.description ?? ""), ...among(declared.options)],
    ]),
  ),
  ...section("Flags", flagRows(command, false)),
  ...section("Flags of every command", flagRows(command, true)),
  GAP,
  heading("Examples"),
  ...command.examples.flatMap((example) => [
    text(example.what, "muted", 2),
    toType(`planwright ${example.command}`),
  ]),
];

/** A list of words, each with a line about it. */
export const wordList = (
  title: string,
  words: ReadonlyArray<readonly [string, string]>,
): ReadonlyArray<Block> =>
  section(
    title,
    words.map(([word, about]) => [word, line(about)]),
  );
