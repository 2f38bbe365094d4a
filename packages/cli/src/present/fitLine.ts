import { lineWidth } from "./layoutTable.ts";
import { printable } from "./printable.ts";
import type { Line, Span } from "./View.ts";
import { shortened, widthOf, wrap } from "./width.ts";

/** A line of at most `width` columns; where it is cut it ends in `…`. */
export const fitLine = (line: Line, width: number): Line => {
  if (lineWidth(line) <= width) return line;
  const fitted: Array<Span> = [];
  let left = width;
  for (const { text, tone } of line) {
    const shown = printable(text);
    const taken = shortened(shown, left);
    fitted.push({ text: taken, tone });
    left -= widthOf(taken);
    if (left <= 0 || taken !== shown) break;
  }
  return fitted;
};

/** Breaks a line between words into lines of at most `width` columns, the first of `first`; every word keeps its tone. */
export const wrapLine = (line: Line, width: number, first = width): ReadonlyArray<Line> => {
  if (lineWidth(line) <= first) return [line];
  const whole = line.map(({ text }) => printable(text)).join("");
  const tones = line.flatMap(({ text, tone }) => Array.from(printable(text), () => tone));
  const characters = Array.from(whole);
  let at = 0;
  return wrap(whole, width, first).map((part) => {
    const spans: Array<{ text: string; tone: Span["tone"] }> = [];
    for (const character of Array.from(part)) {
      // The spaces at which lines were broken are not in the parts.
      while (characters[at] !== character) at++;
      const tone = tones[at] ?? "plain";
      const last = spans.at(-1);
      if (last?.tone === tone) last.text += character;
      else spans.push({ text: character, tone });
      at++;
    }
    return spans;
  });
};
