/** What a piece of text means; a terminal shows it by colour, anything else not at all. */
export type Tone = "plain" | "muted" | "strong" | "accent" | "good" | "busy" | "warn" | "bad";

/** A piece of text of one tone. The text may be anything; whoever shows it makes it printable. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** One line, or one cell of a table. */
export type Line = ReadonlyArray<Span>;

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** May be cut when the terminal is too narrow, the widest first, but not below this many columns; undefined = never cut. */
  readonly least?: number;
  /** Other columns are left out before this one is cut below this many columns; `least` when it is missing. */
  readonly good?: number;
  /** Left out altogether when cutting is not enough, the greatest first; undefined = always there. */
  readonly leaveOut?: number;
  readonly align?: "right";
}

/** One line of a tree: the guides that lead to it, then its text. */
export interface Branch {
  readonly depth: number;
  /** For each level from the top's children down to this one: whether another one follows on that level. */
  readonly more: ReadonlyArray<boolean>;
  readonly line: Line;
}

/** A part of what is shown, from top to bottom. */
export type Block =
  | { readonly _tag: "Heading"; readonly line: Line }
  /** Text that is broken between words; `indent` in columns, of all lines but the first by `hang` more. */
  | { readonly _tag: "Text"; readonly line: Line; readonly indent: number; readonly hang: number }
  /** Names with values, aligned. */
  | { readonly _tag: "Fields"; readonly rows: ReadonlyArray<readonly [label: string, value: Line]> }
  | {
      readonly _tag: "Table";
      readonly columns: ReadonlyArray<Column>;
      readonly rows: ReadonlyArray<ReadonlyArray<Line>>;
    }
  /** The branches are gone through more than once. */
  | { readonly _tag: "Tree"; readonly branches: Iterable<Branch> }
  | { readonly _tag: "Gap" };

/** What a person is shown. */
export type View = ReadonlyArray<Block>;

/** A span of a tone. */
export const span = (text: string, tone: Tone = "plain"): Span => ({ text, tone });

/** A line of one span. */
export const line = (text: string, tone: Tone = "plain"): Line => [span(text, tone)];

/** An empty line. */
export const GAP: Block = { _tag: "Gap" };

/** A line in bold. */
export const heading = (text: string): Block => ({ _tag: "Heading", line: line(text, "strong") });

/** Text that wraps. */
export const text = (content: string | Line, tone: Tone = "plain", indent = 0): Block => ({
  _tag: "Text",
  line: typeof content === "string" ? line(content, tone) : content,
  indent,
  hang: 0,
});

/** A command to type. */
export const toType = (typed: string, indent = 2): Block => ({
  _tag: "Text",
  line: [span("$ ", "muted"), span(typed, "accent")],
  indent,
  hang: 4,
});

/** Names with values; a value that is null is left out. */
export const fields = (rows: ReadonlyArray<readonly [label: string, value: Line | null]>): Block => ({
  _tag: "Fields",
  rows: rows.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const])),
});
