import * as Effect from "effect/Effect";
import type { Message } from "../command/Answer.ts";
import type { Output } from "../Io.ts";
import { prepareWidths } from "./prepareWidths.ts";
import { renderRich, type Surface } from "./renderRich.ts";
import { type Line, span, text } from "./View.ts";
import { writeLines } from "./writeLines.ts";

const print = (output: Output, surface: Surface, lines: ReadonlyArray<Line>): Effect.Effect<void> => {
  const view = lines.map((line) => text(line));
  return Effect.andThen(
    prepareWidths(view),
    Effect.asVoid(Effect.suspend(() => writeLines(output, renderRich(view, surface)))),
  );
};

/** Tells on standard error why a command failed. */
export const printFailure = (output: Output, surface: Surface, message: string): Effect.Effect<void> =>
  print(output, surface, [[span("error:", "bad"), span(` ${message}`)]]);

/** Tells on standard error what is worth knowing besides the result. */
export const printMessages = (
  output: Output,
  surface: Surface,
  messages: ReadonlyArray<Message>,
): Effect.Effect<void> =>
  print(
    output,
    surface,
    messages.map(({ level, text: said }) =>
      level === "warn" ? [span("note:", "warn"), span(` ${said}`)] : [span(said, "muted")],
    ),
  );
