import * as Arbitrary from "effect/Arbitrary";
import * as Schema from "effect/Schema";
import { oneOf, pick } from "./choose.ts";

/** Pieces of text that have broken programs: quotes, wild cards, placeholders, controls, other scripts, JSON, words that look like values. */
const TRAPS = [
  "'",
  '"',
  "`",
  "\\",
  "--",
  ";",
  "%",
  "_",
  "*",
  "?",
  "$1",
  ":name",
  "{0}",
  "{{x}}",
  "\n",
  "\r\n",
  "\t",
  "\u0001",
  "\u001b[31m",
  "\u007f",
  "\u0085",
  "\u00a0",
  "\u2028",
  "\u200b",
  "\u202e",
  "\ufeff",
  "\uffff",
  "é",
  "e\u0301",
  "ß",
  "İ",
  "ſ",
  "日本語",
  "\ue000",
  "😀",
  "\u{10ffff}",
  "null",
  "undefined",
  "None",
  "NaN",
  "true",
  "0",
  "1e999",
  "{}",
  "[",
  '{"a":1}',
  "__proto__",
  "constructor",
  "<script>",
  " ",
  "",
] as const;

/** What every store can hold: no U+0000, no half of a surrogate pair (storage.md section 2). */
const storable = (text: string): string => text.replaceAll("\0", "").toWellFormed();

const piece: Arbitrary.Arbitrary<string> = oneOf<string>([
  pick(TRAPS),
  Arbitrary.map(Arbitrary.schema(Schema.String), storable),
]);

/** Hostile text that every store can hold, with at most `maxLength` UTF-16 units; may be empty. */
export const text = (maxLength = 400): Arbitrary.Arbitrary<string> =>
  Arbitrary.map(Arbitrary.array(piece, { maxLength: 6 }), (pieces) =>
    storable(pieces.join("").slice(0, maxLength)),
  );

/** The same, never empty. */
export const someText = (maxLength = 400): Arbitrary.Arbitrary<string> =>
  Arbitrary.map(text(maxLength), (value) => (value === "" ? "x" : value));
