import { printable } from "./printable.ts";
import type { Span, Tone } from "./View.ts";

const CODES: { readonly [T in Tone]: string } = {
  plain: "",
  muted: "2",
  strong: "1",
  accent: "36",
  good: "32",
  busy: "33",
  warn: "33;1",
  bad: "31;1",
};

/** Shows a span: printable, and in colour where colours are wanted. */
export type Paint = (span: Span) => string;

/** No colours. */
export const colourless: Paint = ({ text }) => printable(text);

/** The 16 colours that every theme of a terminal defines, so that it is readable on light and dark ones alike. */
export const coloured: Paint = ({ text, tone }) => {
  const code = CODES[tone];
  const shown = printable(text);
  return code === "" || shown === "" ? shown : `\u001b[${code}m${shown}\u001b[0m`;
};
