import type { ArgInput, FlagInput } from "@oclif/core/parser";
import type { Effect } from "effect/Effect";
import type { Answer } from "./Answer.ts";
import type { Call } from "./Call.ts";
import type { CommandError } from "./CommandError.ts";
import { globalFlags } from "./globalFlags.ts";
import { switchFlag } from "./switchFlag.ts";

/** Something that can be typed, and what it does. */
export interface Example {
  readonly what: string;
  /** Without the program's name. */
  readonly command: string;
}

/** What was typed, checked against the declared arguments and flags. */
export interface Typed<Args, Flags> {
  readonly args: Args;
  readonly flags: Flags;
}

/** What a command says about itself. */
export interface About {
  /** One line without a full stop, in the imperative. */
  readonly summary: string;
  /** What a reader must know besides; paragraphs are separated by empty lines. */
  readonly description?: string;
  readonly examples: readonly [Example, ...ReadonlyArray<Example>];
}

/** A declared command: text goes in, one use case is called, one answer comes out. */
export interface Command extends About {
  readonly args: ArgInput;
  readonly flags: FlagInput;
  /** The values come from the parser that was given `args` and `flags`. */
  readonly run: (
    typed: Typed<Record<string, unknown>, Record<string, unknown>>,
    call: Call,
  ) => Effect<Answer, CommandError>;
}

interface Definition<A extends Record<string, unknown>, F extends Record<string, unknown>> extends About {
  readonly args?: ArgInput<A>;
  readonly flags?: FlagInput<F>;
  readonly run: (typed: Typed<A, F>, call: Call) => Effect<Answer, CommandError>;
}

/** Declares a command; its flags are joined by the global ones. */
export const defineCommand = <A extends Record<string, unknown>, F extends Record<string, unknown>>({
  args,
  flags,
  run,
  ...about
}: Definition<A, F>): Command => ({
  ...about,
  args: (args ?? {}) as ArgInput,
  flags: { ...flags, ...globalFlags } as FlagInput,
  // The parser gives exactly what the declarations above describe.
  run: (typed, call) => run(typed as Typed<A, F>, call),
});

/** For commands that write: work everything out and change nothing. */
export const dryRunFlag = {
  "dry-run": switchFlag({ summary: "Work everything out and show what would be, but change nothing." }),
} as const;

/** For commands that destroy or apply: do not ask. */
export const yesFlag = {
  yes: switchFlag({ char: "y", summary: "Confirm; without a terminal to ask on it is needed." }),
} as const;
