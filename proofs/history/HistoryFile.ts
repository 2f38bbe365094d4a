import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Answer, Call, Command } from "./Call.ts";

interface Begun {
  readonly index: number;
  readonly begin: number;
  readonly command: Command;
}

interface Ended {
  readonly index: number;
  readonly end: number;
  readonly answer: Answer;
}

/**
 * The history of one process in a file of lines, written before a call begins and after its answer has come, so that it
 * tells the truth whenever the process is killed.
 */
export class HistoryFile {
  readonly #file: number;
  #index = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  /** Notes that a call begins at an instant, and answers with its number. */
  begin(command: Command, begin: number): number {
    const line: Begun = { index: this.#index, begin, command };
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    return this.#index++;
  }

  /** Notes what came of a call. */
  end(index: number, end: number, answer: Answer): void {
    const line: Ended = { index, end, answer };
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The calls in a file; a last line that is not whole was never written, and a call without an answer has no end. */
export const readHistory = (path: string, process: number, actor: string): ReadonlyArray<Call> => {
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  const calls: Array<Call> = [];
  for (const line of lines) {
    const entry = JSON.parse(line) as Begun | Ended;
    if ("command" in entry) {
      const { begin, command, index } = entry;
      calls[index] = { process, index, actor, command, begin, end: Number.POSITIVE_INFINITY, answer: null };
    } else {
      const call = calls[entry.index];
      if (call !== undefined) calls[entry.index] = { ...call, end: entry.end, answer: entry.answer };
    }
  }
  return calls;
};
