import * as Effect from "effect/Effect";
import * as Logger from "effect/Logger";

/** What a program logs, a line each with level and all parts as text; nothing reaches the console. */
export const capturedLogs = <A, E, R>(
  program: Effect.Effect<A, E, R>,
): Effect.Effect<ReadonlyArray<string>, E, R> =>
  Effect.suspend(() => {
    const lines: Array<string> = [];
    const logger = Logger.make<unknown, void>(({ logLevel, message, cause }) => {
      lines.push(`${logLevel} ${JSON.stringify(message)} ${JSON.stringify(cause)}`);
    });
    return Effect.as(Effect.provide(program, Logger.layer([logger])), lines);
  });
