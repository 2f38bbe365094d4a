import * as Cause from "effect/Cause";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { readCommandLine } from "../command/CommandLine.ts";
import { colourSurface, guessFormat } from "../command/readCall.ts";
import type { Io } from "../Io.ts";
import { OutputFailure } from "../OutputFailure.ts";
import { printFailure } from "./printMessages.ts";
import { tellFailure } from "./reportFailure.ts";
import { writeLines } from "./writeLines.ts";

/** The places of a stack without its first lines, which repeat the message. */
const placesOf = (fault: unknown): ReadonlyArray<string> =>
  fault instanceof Error ? (fault.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];

const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : typeof fault);

const commandOf = ({ args }: Io): string => {
  const request = readCommandLine(args);
  return request._tag === "Run" ? request.command : "";
};

/**
 * Tells that the program itself is wrong. A fault's message may quote what is stored, so only its kind and the places in
 * the code are told.
 */
export const printFault = Effect.fnUntraced(function* (
  io: Io,
  cause: Cause.Cause<unknown>,
): Effect.fn.Return<void> {
  const fault = Cause.squash(cause);
  if (fault instanceof OutputFailure) {
    // Standard error may be what cannot be written.
    const told = printFailure(io.stderr, colourSurface(io, io.stderr), fault.message);
    return yield* Effect.catchCause(told, () => Effect.void);
  }
  const message = `internal error (${nameOf(fault)}): this is a fault of Planwright, please report it with the places that standard error shows.`;
  yield* tellFailure(io, {
    command: commandOf(io),
    format: guessFormat(io, io.args),
    exitCode: 1,
    startedMillis: yield* Clock.currentTimeMillis,
    error: { code: "internal_error", message, details: {} },
  });
  yield* writeLines(io.stderr, placesOf(fault));
});
