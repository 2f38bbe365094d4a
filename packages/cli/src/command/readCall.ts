import { parseActor } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Io, Output } from "../Io.ts";
import { FORMATS, type Format, isFormat } from "../present/Format.ts";
import { coloured, colourless } from "../present/Palette.ts";
import type { Surface } from "../present/renderRich.ts";
import type { Call } from "./Call.ts";
import { variableOf } from "./globalFlags.ts";
import { badValue, type UsageError } from "./UsageError.ts";

type Given = Readonly<Record<string, unknown>>;

/** A value and the name of the flag or variable that it came from. */
interface Sourced {
  readonly value: string;
  readonly from: string;
}

const textOf = (io: Io, flags: Given, name: string): Sourced | undefined => {
  const flag = flags[name];
  if (typeof flag === "string") return { value: flag, from: `--${name}` };
  const variable = variableOf(name);
  const value = io.env[variable];
  return value === undefined || value === "" ? undefined : { value, from: variable };
};

const SWITCH: Readonly<Record<string, boolean>> = {
  "1": true,
  true: true,
  yes: true,
  on: true,
  "": false,
  "0": false,
  false: false,
  no: false,
  off: false,
};

const switchOf = Effect.fnUntraced(function* (
  io: Io,
  flags: Given,
  name: string,
): Effect.fn.Return<boolean, UsageError> {
  if (flags[name] === true) return true;
  const variable = variableOf(name);
  const text = io.env[variable];
  if (text === undefined) return false;
  return (
    SWITCH[text.toLowerCase()] ?? (yield* badValue(variable, "must be 1 or 0, true or false, or be unset."))
  );
});

const usual = ({ isTerminal }: Output): Format => (isTerminal ? "rich" : "plain");

const formatOf = Effect.fnUntraced(function* (io: Io, flags: Given): Effect.fn.Return<Format, UsageError> {
  const flag = flags.format;
  if (flags.json === true) {
    return flag === undefined || flag === "json"
      ? "json"
      : yield* badValue("--json", "is short for --format json and contradicts the --format given.");
  }
  const given = textOf(io, flags, "format");
  if (flag === undefined && (yield* switchOf(io, flags, "json"))) return "json";
  if (given === undefined) return usual(io.stdout);
  return isFormat(given.value)
    ? given.value
    : yield* badValue(given.from, `must be one of ${FORMATS.join(", ")}.`);
});

/** Narrower than this nothing can be read, and some terminals say 0. */
const LEAST_COLUMNS = 20;
/** Longer lines are hard to read; tables may be wider. */
const columnsOf = (output: Output): number | undefined => {
  const columns = output.columns();
  return columns === undefined || columns <= 0 ? undefined : Math.max(LEAST_COLUMNS, columns);
};

/** Colours are for a terminal that can and a reader who wants them (https://no-color.org). */
const surfaceOf = (io: Io, output: Output, noColour: boolean): Surface => {
  const wanted = !noColour && (io.env.NO_COLOR ?? "") === "" && io.env.TERM !== "dumb";
  return {
    paint: output.isTerminal && wanted ? coloured : colourless,
    width: output.isTerminal ? (columnsOf(output) ?? 80) : undefined,
  };
};

/** How one output is shown before, or without, any flags having been read. */
export const colourSurface = (io: Io, output: Output): Surface =>
  surfaceOf(io, output, io.args.includes("--no-color") || (io.env[variableOf("no-color")] ?? "") !== "");

const actorOf = Effect.fnUntraced(function* (
  io: Io,
  flags: Given,
): Effect.fn.Return<Call["actor"], UsageError> {
  const given = textOf(io, flags, "actor");
  const text = given?.value ?? `user:${io.login()}`;
  return (
    parseActor(text) ??
    (yield* badValue(
      given?.from ?? "--actor",
      "must be user:, agent:, worker: or system: followed by a name of at most 200 printable characters.",
    ))
  );
});

/** Works out the global flags of one run, each from its flag, its variable or its default, in this order. */
export const readCall = Effect.fnUntraced(function* (
  io: Io,
  command: string,
  flags: Given,
): Effect.fn.Return<Call, UsageError> {
  const noColour = yield* switchOf(io, flags, "no-color");
  const noInput = yield* switchOf(io, flags, "no-input");
  return {
    io,
    command,
    format: yield* formatOf(io, flags),
    databaseUrl: textOf(io, flags, "database-url")?.value,
    actor: yield* actorOf(io, flags),
    mayAsk: !noInput && io.stdin.isTerminal && io.stderr.isTerminal,
    quiet: yield* switchOf(io, flags, "quiet"),
    out: surfaceOf(io, io.stdout, noColour),
    err: surfaceOf(io, io.stderr, noColour),
  };
});

/**
 * The format that a command line asks for, as far as that can be said of one that was refused: the last one named, or
 * what the surroundings say.
 */
export const guessFormat = (io: Io, args: ReadonlyArray<string>): Format => {
  let found: Format | undefined;
  for (const [at, arg] of args.entries()) {
    if (arg === "--") break;
    if (arg === "--json") found = "json";
    const value = arg === "--format" ? args[at + 1] : arg.startsWith("--format=") ? arg.slice(9) : undefined;
    if (value !== undefined && isFormat(value)) found = value;
  }
  const variable = io.env[variableOf("format")] ?? "";
  const inVariables = SWITCH[(io.env[variableOf("json")] ?? "").toLowerCase()] === true ? "json" : variable;
  return found ?? (isFormat(inVariables) ? inVariables : usual(io.stdout));
};
