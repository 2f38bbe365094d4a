import * as Effect from "effect/Effect";
import { colourSurface } from "../command/readCall.ts";
import { COMMANDS, isCommandName } from "../commands.ts";
import type { Io } from "../Io.ts";
import { renderRich } from "../present/renderRich.ts";
import { writeLines } from "../present/writeLines.ts";
import { commandHelp } from "./commandHelp.ts";
import { rootHelp } from "./rootHelp.ts";
import { topicHelp } from "./topicHelp.ts";

/** Columns where there is no terminal, and the most that help is read on with ease. */
const COLUMNS = 100;

const viewOf = async (about: string | null) => {
  if (about === null) return rootHelp();
  return isCommandName(about) ? commandHelp(about, await COMMANDS[about]()) : topicHelp(about);
};

/** Prints help about a command, a topic, or (null) the program, as wide as the terminal is. */
export const printHelp = (io: Io, about: string | null): Effect.Effect<void> =>
  Effect.flatMap(
    Effect.promise(() => viewOf(about)),
    (view) => {
      const { paint, width } = colourSurface(io, io.stdout);
      return Effect.asVoid(
        writeLines(io.stdout, renderRich(view, { paint, width: Math.min(width ?? COLUMNS, COLUMNS) })),
      );
    },
  );
