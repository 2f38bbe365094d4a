/** What a terminal acts upon instead of showing it, line feeds excepted. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
export const ACTED_UPON = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the program's own colours begin with an escape
const COLOURS = /\u001b\[[0-9;]*m/g;

/** A text without the colours that the program itself puts there. */
export const withoutColours = (text: string): string => text.replaceAll(COLOURS, "");
