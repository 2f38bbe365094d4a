import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { JsonValue } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { badFile, type UsageError } from "../command/UsageError.ts";
import type { Io } from "../Io.ts";
import { parseInput } from "./parseInput.ts";

/** Bytes that a file may have. */
export const MAX_INPUT_BYTES = 1_048_576;

/** Standard input, where a file is asked for. */
const STANDARD_INPUT = "-";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file.",
  ENOTDIR: "there is no such file.",
  EISDIR: "this is a directory, not a file.",
  EACCES: "the file may not be read.",
  EPERM: "the file may not be read.",
  ELOOP: "the links to the file lead in a circle.",
  ENAMETOOLONG: "the name is too long.",
  ERR_INVALID_ARG_VALUE: "the name has the character U+0000.",
};

/** What the system said about a file, or the fault that it is when the system said nothing. */
const refusal = (title: string, cause: unknown): UsageError => {
  if (!(cause instanceof Error) || !("code" in cause) || typeof cause.code !== "string") throw cause;
  return badFile(title, REASONS[cause.code] ?? `the file cannot be read (${cause.code}).`);
};

/** All bytes, or undefined when there are more than may be. */
const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> => {
  const parts: Array<Uint8Array> = [];
  let size = 0;
  for await (const part of chunks) {
    size += part.byteLength;
    if (size > MAX_INPUT_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const bytesOf = (io: Io, path: string): AsyncIterable<Uint8Array> =>
  path === STANDARD_INPUT ? io.stdin.bytes() : createReadStream(resolve(io.cwd, path));

/** What messages call a file. */
export const titleOf = (path: string): string => (path === STANDARD_INPUT ? "standard input" : path);

/**
 * Reads a YAML or JSON file, or standard input for `-`, of at most 1 MiB. Anything that keeps it from being one value of
 * JSON's types is an error of one sentence with the file's name, and the line where it is known.
 */
export const readInputFile = Effect.fnUntraced(function* (
  io: Io,
  path: string,
): Effect.fn.Return<JsonValue, UsageError> {
  const title = titleOf(path);
  const bytes = yield* Effect.tryPromise({
    try: () => collect(bytesOf(io, path)),
    catch: (cause) => refusal(title, cause),
  });
  if (bytes === undefined) return yield* badFile(title, "the file is larger than 1 MiB.");
  const parsed = yield* Effect.promise(() => parseInput(bytes, path));
  return "problem" in parsed ? yield* badFile(title, parsed.problem) : parsed.value;
});
