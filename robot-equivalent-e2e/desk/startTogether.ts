import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Desk } from "./Desk.ts";
import type { Ended } from "./start.ts";

/** A command that reads a file before it touches the ledger. */
export interface Reader {
  readonly typed: (file: string) => string;
  /** What the file holds. */
  readonly content: string;
}

let pipes = 0;

/**
 * Starts a command in several processes and lets them go on at the same moment: each reads a named pipe of its own, and a
 * pipe can only be opened for writing when its process has come as far as reading it.
 */
export const startTogether = async (
  desk: Desk,
  count: number,
  reader: Reader,
): Promise<ReadonlyArray<Ended>> => {
  const files = Array.from({ length: count }, () => join(desk.files, `pipe-${++pipes}`));
  expect(await desk.other(["mkfifo", ...files])).toMatchObject({ code: 0 });
  const running = files.map((file) => desk.start(reader.typed(file)));
  const writers = [];
  for (const file of files) writers.push(await open(file, "w"));
  await Promise.all(writers.map((writer) => writer.write(reader.content)));
  await Promise.all(writers.map((writer) => writer.close()));
  return Promise.all(running.map(({ ended }) => ended));
};
