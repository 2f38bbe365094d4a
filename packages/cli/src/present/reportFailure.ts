import type { JsonObject } from "@planwright/domain";
import { errorData, reasonedErrorData } from "@planwright/domain/representation";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { Failed } from "../answerRequest.ts";
import type { CommandError } from "../command/CommandError.ts";
import { colourSurface } from "../command/readCall.ts";
import type { Io } from "../Io.ts";
import type { Outcome } from "./envelope.ts";
import type { Format } from "./Format.ts";
import { envelopeLines, jsonLine } from "./printAnswer.ts";
import { printFailure } from "./printMessages.ts";
import { withoutPasswords, withoutPasswordsIn } from "./withoutPasswords.ts";
import { writeLines } from "./writeLines.ts";

const dataOf = (error: CommandError) => {
  switch (error._tag) {
    case "UsageError":
    case "LocationError":
    case "MigrationError":
      return reasonedErrorData(error);
    default:
      return errorData(error);
  }
};

/** A failure as programs and people are told of it. */
export interface Told {
  readonly command: string;
  readonly format: Format;
  readonly exitCode: number;
  readonly startedMillis: number;
  readonly error: { readonly code: string; readonly message: string; readonly details: JsonObject };
}

const resultLines = (format: Format, outcome: Outcome): Effect.Effect<ReadonlyArray<string>> => {
  switch (format) {
    case "json":
    case "yaml":
      return envelopeLines(format, outcome);
    case "jsonl":
      return Effect.succeed([jsonLine(outcome.data)]);
    case "rich":
    case "table":
    case "plain":
      return Effect.succeed([]);
  }
};

/** Prints a sentence on standard error, and on standard output the envelope in formats for programs. */
export const tellFailure = Effect.fnUntraced(function* (io: Io, told: Told): Effect.fn.Return<void> {
  const { exitCode, format, startedMillis } = told;
  const command = withoutPasswords(told.command);
  const error = {
    code: told.error.code,
    message: withoutPasswords(told.error.message),
    details: withoutPasswordsIn(told.error.details),
  };
  const lines = yield* resultLines(format, {
    command,
    status: "error",
    exitCode,
    data: { error },
    started: new Date(startedMillis).toISOString(),
    durationMillis: (yield* Clock.currentTimeMillis) - startedMillis,
    messages: [{ level: "error", text: error.message }],
  });
  yield* writeLines(io.stdout, lines);
  yield* printFailure(io.stderr, colourSurface(io, io.stderr), error.message);
});

/** Tells why a command failed. */
export const reportFailure = (
  io: Io,
  { error, ...where }: Failed & { readonly exitCode: number },
): Effect.Effect<void> => tellFailure(io, { ...where, error: dataOf(error) });
