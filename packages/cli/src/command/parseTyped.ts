import { stripVTControlCharacters } from "node:util";
import { parse } from "@oclif/core/parser";
import * as Effect from "effect/Effect";
import type { Command, Typed } from "./defineCommand.ts";
import { similar } from "./similar.ts";
import { UsageError } from "./UsageError.ts";

const LONGEST = 300;

const isTexts = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");

const nameOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "name" in value && typeof value.name === "string"
    ? value.name.toUpperCase()
    : "";

const argumentsProblem = (args: ReadonlyArray<unknown>): string => {
  const one = args.length === 1;
  return isTexts(args)
    ? `${one ? "One argument is" : "Some arguments are"} too many: ${args.join(", ")}.`
    : `${one ? "An argument is" : "Arguments are"} missing: ${args.map(nameOf).join(", ")}.`;
};

/** The parser's own sentence without its heading, colours and hint. */
const ownWords = (message: string): string => {
  const text = stripVTControlCharacters(message)
    .replace(/\nSee more help with --help/g, "")
    .replace(/^The following errors? occurred:\s*/, "")
    .replace(/^Missing required flag (\S+)/gm, "The flag --$1 is missing")
    .replace(/\s*\n\s*/g, "; ")
    .trim();
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return /[.!?]$/.test(cut) ? cut : `${cut}.`;
};

/** What the parser says is wrong; anything else that it throws is a fault. */
const usageError = (cause: unknown, command: string, flags: Command["flags"]): UsageError => {
  if (!(cause instanceof Error) || !("oclif" in cause)) throw cause;
  if ("flags" in cause && isTexts(cause.flags)) {
    const names = Object.keys(flags).map((name) => `--${name}`);
    const given = cause.flags.map((flag) => flag.split("=", 1)[0] ?? flag);
    const meant = given.flatMap((flag) => similar(flag, names));
    return new UsageError({ reason: { _tag: "UnknownFlag", given, similar: meant.slice(0, 3), command } });
  }
  const what =
    "args" in cause && Array.isArray(cause.args) ? argumentsProblem(cause.args) : ownWords(cause.message);
  return new UsageError({ reason: { _tag: "BadArguments", what, command } });
};

/** Holds what was typed against what a command declares. */
export const parseTyped = (
  name: string,
  { args, flags }: Pick<Command, "args" | "flags">,
  typed: ReadonlyArray<string>,
): Effect.Effect<Typed<Record<string, unknown>, Record<string, unknown>>, UsageError> =>
  Effect.tryPromise({
    try: () => parse([...typed], { args, flags, strict: true }),
    catch: (cause) => usageError(cause, name, flags),
  });
