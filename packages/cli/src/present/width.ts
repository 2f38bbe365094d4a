/**
 * Nothing but what every terminal shows in one column: ASCII, Latin, Greek, Cyrillic, and the signs that views draw with.
 * Measuring anything else takes tables that cost more to load than most commands take.
 */
const NARROW =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2264\u2265\u2500-\u257f\u2588\u2591\u25b2\u25cb\u25cf\u25d0\u2713\u2717]*$/;

/** True where a text is measured without further ado. */
export const isNarrow = (text: string): boolean => NARROW.test(text);

let measure: (text: string) => number = (text) => Array.from(text).length;

/** Gets ready to measure any text; until then one that is not narrow counts a column for each code point. */
export const loadMeasure = async (): Promise<void> => {
  measure = (await import("string-width")).default;
};

/** Columns that a printable text takes on a terminal: wide characters and emoji two, combining marks none. */
export const widthOf = (text: string): number => (isNarrow(text) ? text.length : measure(text));

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character each. */
export const graphemes = (text: string): ReadonlyArray<string> => {
  if (isNarrow(text)) return text.split("");
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
};

/** The longest beginning of a text that fits into `width` columns. */
export const startOf = (text: string, width: number): string => {
  if (text.length <= width && isNarrow(text)) return text;
  if (isNarrow(text)) return text.slice(0, Math.max(0, width));
  let start = "";
  let used = 0;
  // A text that is cut is looked at up to the cut only: 16 units are more than any grapheme of a column should need.
  for (const grapheme of graphemes(text.slice(0, Math.max(0, width) * 16))) {
    used += widthOf(grapheme);
    if (used > width) return start;
    start += grapheme;
  }
  return start;
};

/** A text that takes at most `width` columns; one that was cut ends in `…`. */
export const shortened = (text: string, width: number): string => {
  if (width <= 0) return "";
  if (text.length <= width && isNarrow(text)) return text;
  if (text.length <= width * 16 && widthOf(text) <= width) return text;
  return `${startOf(text, width - 1)}…`;
};

const splitLong = (word: string, width: number): ReadonlyArray<string> => {
  const parts: Array<string> = [];
  for (let rest = word; rest !== ""; ) {
    const part = startOf(rest, width);
    // A grapheme wider than the line is shown all the same.
    const taken = part === "" ? (graphemes(rest)[0] ?? rest) : part;
    parts.push(taken);
    rest = rest.slice(taken.length);
  }
  return parts;
};

/**
 * Breaks a printable text into lines of at most `width` columns, between words where it can.
 *
 * @param first columns of the first line, where it may be longer
 */
export const wrap = (text: string, width: number, first = width): ReadonlyArray<string> => {
  const most = Math.max(1, width);
  if (widthOf(text) <= first) return [text];
  const lines: Array<string> = [];
  let line = "";
  const words = text.split(" ").flatMap((word) => (widthOf(word) > most ? splitLong(word, most) : [word]));
  for (const [at, word] of words.entries()) {
    const longer = at === 0 ? word : `${line} ${word}`;
    if (at === 0 || widthOf(longer) <= (lines.length === 0 ? Math.max(first, most) : most)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
};
