import * as Effect from "effect/Effect";
import * as Logger from "effect/Logger";
import { variableOf } from "../command/globalFlags.ts";
import { colourSurface } from "../command/readCall.ts";
import type { Io } from "../Io.ts";
import { printable } from "./printable.ts";
import { span, type Tone } from "./View.ts";
import { withoutPasswords } from "./withoutPasswords.ts";

const textOf = (message: unknown): string =>
  (Array.isArray(message) ? message : [message])
    .map((part) => (typeof part === "string" ? part : (JSON.stringify(part) ?? "")))
    .join(" ");

const LABELS: { readonly [level: string]: readonly [label: string, tone: Tone] } = {
  Fatal: ["error: ", "bad"],
  Error: ["error: ", "bad"],
  Warn: ["warning: ", "warn"],
};

const isQuiet = ({ args, env }: Io): boolean =>
  args.includes("--quiet") || args.includes("-q") || (env[variableOf("quiet")] ?? "") !== "";

/** Where what the parts of the program log goes. */
export interface Log {
  /** Runs an effect whose logging goes to standard error, a line each; nothing but errors where quiet is asked for. */
  readonly collect: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
  /** Waits until all of it is written. */
  readonly written: Effect.Effect<void>;
}

/** Logging of one run. Standard output is for the result alone, and the runtime's own logger writes there. */
export const makeLog = (io: Io): Log => {
  const { paint } = colourSurface(io, io.stderr);
  const quiet = isQuiet(io);
  let last: Promise<unknown> = Promise.resolve();
  const logger = Logger.make<unknown, void>(({ logLevel, message }) => {
    const [label, tone] = LABELS[logLevel] ?? ["", "muted"];
    if (quiet && label !== "error: ") return;
    const line = `${paint(span(label, tone))}${printable(withoutPasswords(textOf(message)))}\n`;
    last = last.then(() => io.stderr.write(line));
  });
  return {
    collect: (effect) => Effect.provideService(effect, Logger.CurrentLoggers, new Set([logger])),
    written: Effect.asVoid(Effect.promise(() => last)),
  };
};
