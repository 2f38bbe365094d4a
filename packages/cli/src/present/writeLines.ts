import * as Effect from "effect/Effect";
import type { Output } from "../Io.ts";

/** Characters that are handed to the system at a time. */
const CHUNK = 65_536;

const pour = async (output: Output, lines: Iterable<string>): Promise<boolean> => {
  let buffer = "";
  for (const line of lines) {
    buffer += `${line}\n`;
    if (buffer.length < CHUNK) continue;
    if (!(await output.write(buffer))) return false;
    buffer = "";
  }
  return output.write(buffer);
};

/**
 * Writes lines and waits until all are taken, so that the process may end afterwards; false when the reader has gone,
 * after which no more lines are asked for. Any other failure to write is a defect.
 */
export const writeLines = (output: Output, lines: Iterable<string>): Effect.Effect<boolean> =>
  Effect.promise(() => pour(output, lines));
