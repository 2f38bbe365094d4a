import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import { colourSurface } from "../command/readCall.ts";
import type { Io } from "../Io.ts";
import { OutputFailure } from "../OutputFailure.ts";
import { printFailure } from "./printMessages.ts";
import { writeLines } from "./writeLines.ts";

/** The places of a stack without its first lines, which repeat the message. */
const placesOf = (fault: unknown): ReadonlyArray<string> =>
  fault instanceof Error ? (fault.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];

const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : typeof fault);

/**
 * Tells that the program itself is wrong. A fault's message may quote what is stored, so only its kind and the places in
 * the code are told.
 */
export const printFault = (io: Io, cause: Cause.Cause<unknown>): Effect.Effect<void> => {
  const fault = Cause.squash(cause);
  if (fault instanceof OutputFailure)
    return Effect.catchCause(
      printFailure(io.stderr, colourSurface(io, io.stderr), fault.message),
      () => Effect.void,
    );
  return Effect.andThen(
    printFailure(
      io.stderr,
      colourSurface(io, io.stderr),
      `internal error (${nameOf(fault)}): this is a fault of Planwright, please report it with the lines below.`,
    ),
    Effect.asVoid(writeLines(io.stderr, placesOf(fault))),
  );
};
