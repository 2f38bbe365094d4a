import { Instant } from "@planwright/domain";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { Answer, Message } from "./command/Answer.ts";
import type { Call } from "./command/Call.ts";
import type { CommandError } from "./command/CommandError.ts";
import { type Request, readCommandLine } from "./command/CommandLine.ts";
import { parseTyped } from "./command/parseTyped.ts";
import { guessFormat, readCall } from "./command/readCall.ts";
import { similar } from "./command/similar.ts";
import { UsageError } from "./command/UsageError.ts";
import { COMMANDS, TOPICS } from "./commands.ts";
import type { Io } from "./Io.ts";
import type { Outcome } from "./present/envelope.ts";
import type { Format } from "./present/Format.ts";
import { printAnswer } from "./present/printAnswer.ts";
import { printMessages } from "./present/printMessages.ts";
import { writeLines } from "./present/writeLines.ts";

/** A failure with what is known about how it is to be told. */
export interface Failed {
  readonly error: CommandError;
  readonly command: string;
  readonly format: Format;
  readonly startedMillis: number;
}

type RunRequest = Extract<Request, { _tag: "Run" }>;

const firstWords = (): ReadonlyArray<string> => [
  ...Object.keys(COMMANDS).filter((name) => !name.includes(" ")),
  ...Object.keys(TOPICS),
];

const verbsOf = (topic: string): ReadonlyArray<string> =>
  Object.keys(COMMANDS).flatMap((name) =>
    name.startsWith(`${topic} `) ? [name.slice(topic.length + 1)] : [],
  );

const unknown = ({ given, topic }: Extract<Request, { _tag: "Unknown" }>): UsageError => {
  const meant =
    topic === null
      ? similar(given, firstWords())
      : similar(given.slice(topic.length + 1), verbsOf(topic)).map((verb) => `${topic} ${verb}`);
  return new UsageError({ reason: { _tag: "UnknownCommand", given, topic, similar: meant } });
};

const outcomeOf = (call: Call, answer: Answer, startedMillis: number, nowMillis: number): Outcome => {
  const exitCode = answer.exitCode ?? 0;
  return {
    command: call.command,
    status: exitCode !== 0 || answer.waits === true ? "warn" : "ok",
    exitCode,
    data: answer.data(Instant.fromMillis(nowMillis)),
    started: new Date(startedMillis).toISOString(),
    durationMillis: nowMillis - startedMillis,
    messages: answer.messages ?? [],
  };
};

/** The messages that the result does not show by itself. */
const besides = ({ format, quiet }: Call, { messages = [] }: Answer): ReadonlyArray<Message> => {
  if (quiet || format === "json" || format === "yaml") return [];
  const viewed = format === "rich" || format === "table";
  return messages.filter(({ inView }) => !(viewed && inView === true));
};

const present = Effect.fnUntraced(function* (
  call: Call,
  answer: Answer,
  startedMillis: number,
): Effect.fn.Return<0 | 4 | 5> {
  const nowMillis = yield* Clock.currentTimeMillis;
  yield* printAnswer(call, answer, outcomeOf(call, answer, startedMillis, nowMillis), nowMillis);
  yield* printMessages(call.io.stderr, call.err, besides(call, answer));
  return answer.exitCode ?? 0;
});

const dryRun = (answer: Answer): Answer => ({
  ...answer,
  messages: [{ level: "info", text: "Dry run: nothing was changed." }, ...(answer.messages ?? [])],
});

const runCommand = Effect.fnUntraced(function* (
  io: Io,
  request: RunRequest,
  startedMillis: number,
): Effect.fn.Return<0 | 4 | 5, Failed> {
  const guessed = guessFormat(io, request.args);
  const failed =
    (format: Format) =>
    (error: CommandError): Failed => ({
      error,
      command: request.command,
      format,
      startedMillis,
    });
  const command = yield* Effect.promise(COMMANDS[request.command]);
  const typed = yield* Effect.mapError(parseTyped(request.command, command, request.args), failed(guessed));
  const call = yield* Effect.mapError(readCall(io, request.command, typed.flags), failed(guessed));
  const answer = yield* Effect.mapError(command.run(typed, call), failed(call.format));
  return yield* present(call, typed.flags["dry-run"] === true ? dryRun(answer) : answer, startedMillis);
});

/** Answers one command line: finds the command, reads what was typed, runs it and prints what it came to. */
export const answerRequest = Effect.fnUntraced(function* (io: Io): Effect.fn.Return<0 | 4 | 5, Failed> {
  const startedMillis = yield* Clock.currentTimeMillis;
  const request = readCommandLine(io.args);
  switch (request._tag) {
    case "Run":
      return yield* runCommand(io, request, startedMillis);
    case "Unknown":
      return yield* Effect.fail({
        error: unknown(request),
        command: request.given,
        format: guessFormat(io, io.args),
        startedMillis,
      });
    case "Version": {
      const { versionLine } = yield* Effect.promise(() => import("./version.ts"));
      yield* writeLines(io.stdout, [versionLine()]);
      return 0;
    }
    case "Help": {
      const { printHelp } = yield* Effect.promise(() => import("./help/printHelp.ts"));
      yield* printHelp(io, request.about);
      return 0;
    }
  }
});
