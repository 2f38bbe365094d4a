import { type JsonError, type JsonValue, parseJson } from "@planwright/domain";
import * as Result from "effect/Result";
import { decodeText } from "./decodeText.ts";

/** Levels of nesting that a file may have. */
export const MAX_INPUT_DEPTH = 64;

/** What a file came to: its value, or what is wrong as a sentence without the file's name. */
export type Parsed = { readonly value: JsonValue } | { readonly problem: string };

const fromJson = (text: string): Result.Result<JsonValue, JsonError> =>
  parseJson(text, { maxDepth: MAX_INPUT_DEPTH });

const parsedJson = (result: Result.Result<JsonValue, JsonError>): Parsed =>
  Result.match(result, {
    onSuccess: (value) => ({ value }),
    onFailure: (error) => ({ problem: error.message }),
  });

/** Reads bytes as JSON where the name ends in `.json` or the text is JSON, and as YAML otherwise. */
export const parseInput = async (bytes: Uint8Array, name: string): Promise<Parsed> => {
  const decoded = decodeText(bytes);
  if ("problem" in decoded) return decoded;
  const { text } = decoded;
  if (text.trim() === "") return { problem: "the file is empty." };
  if (/\.json$/i.test(name)) return parsedJson(fromJson(text));
  if (/^\s*[{[]/.test(text)) {
    const json = fromJson(text);
    // YAML has its own flow of `{a: 1}`, so only what is not JSON at all is looked at again.
    if (Result.isSuccess(json) || json.failure.reason._tag !== "Syntax") return parsedJson(json);
  }
  const { parseYaml } = await import("./parseYaml.ts");
  return parseYaml(text, MAX_INPUT_DEPTH);
};
