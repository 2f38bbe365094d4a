import { errorData, reasonedErrorData } from "@planwright/domain/representation";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { Failed } from "../answerRequest.ts";
import type { CommandError } from "../command/CommandError.ts";
import { colourSurface } from "../command/readCall.ts";
import type { Io } from "../Io.ts";
import type { Outcome } from "./envelope.ts";
import { envelopeLines, jsonLine } from "./printAnswer.ts";
import { printFailure } from "./printMessages.ts";
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

const resultLines = (failed: Failed, outcome: Outcome): Effect.Effect<ReadonlyArray<string>> => {
  switch (failed.format) {
    case "json":
    case "yaml":
      return envelopeLines(failed.format, outcome);
    case "jsonl":
      return Effect.succeed([jsonLine(outcome.data)]);
    case "rich":
    case "table":
    case "plain":
      return Effect.succeed([]);
  }
};

/** Tells why a command failed: a sentence on standard error, and the envelope on standard output in formats for programs. */
export const reportFailure = Effect.fnUntraced(function* (
  io: Io,
  failed: Failed & { readonly exitCode: number },
): Effect.fn.Return<void> {
  const { command, error, exitCode, startedMillis } = failed;
  const lines = yield* resultLines(failed, {
    command,
    status: "error",
    exitCode,
    data: { error: dataOf(error) },
    started: new Date(startedMillis).toISOString(),
    durationMillis: (yield* Clock.currentTimeMillis) - startedMillis,
    messages: [{ level: "error", text: error.message }],
  });
  yield* writeLines(io.stdout, lines);
  yield* printFailure(io.stderr, colourSurface(io, io.stderr), error.message);
});
