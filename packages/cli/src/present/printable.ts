/**
 * What a terminal would act upon instead of showing it: C0 and C1 controls, DEL, marks that reorder or hide text, line and
 * paragraph separators, tags, variation beyond emoji, and halves of surrogate pairs.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}\ud800-\udfff]|\u034f|\u17b4|\u17b5|[\u180b-\u180f]/u;
const ALL_UNSAFE = new RegExp(UNSAFE.source, "gu");

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** `\n`, `\t`, `\r`, or the code point as `\u{9b}`. */
const escaped = (character: string): string =>
  NAMED[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** True when a text can be sent to a terminal as it is, on one line. */
export const isPrintable = (text: string): boolean => !UNSAFE.test(text);

/**
 * A text on one line that any terminal shows as it is: whatever would move the cursor, switch a mode, reorder or hide
 * text is written out as an escape, so that stored text can neither act on a terminal nor pretend to be something else.
 */
export const printable = (text: string): string =>
  isPrintable(text) ? text : text.replace(ALL_UNSAFE, escaped);

/** The lines of a text, each printable; a tab counts as two spaces. */
export const printableLines = (text: string): ReadonlyArray<string> =>
  text.split(/\r\n|\n|\r/).map((line) => printable(line.replaceAll("\t", "  ")));

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0");

/** Line feeds are the white space of the text itself; inside of its strings they are escaped already. */
const escapeUnsafe = (text: string, write: (character: string) => string): string =>
  text.replace(ALL_UNSAFE, (character) => (character === "\n" ? character : write(character)));

/**
 * A JSON text with every character that a terminal would act upon as a `\uXXXX` escape; it stands for the same value,
 * because JSON has such characters inside of strings only.
 */
export const printableJson = (json: string): string =>
  escapeUnsafe(json, (character) =>
    Array.from({ length: character.length }, (_, at) => `\\u${hex(character.charCodeAt(at), 4)}`).join(""),
  );

/** The same for a YAML text that has such characters inside of double quotes only. */
export const printableYaml = (yaml: string): string =>
  escapeUnsafe(yaml, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  });
