import { fitLine, wrapLine } from "./fitLine.ts";
import { layoutTable, lineWidth, type Placed } from "./layoutTable.ts";
import type { Paint } from "./Palette.ts";
import type { Block, Branch, Line, View } from "./View.ts";
import { line as lineOf } from "./View.ts";
import { widthOf } from "./width.ts";

/** Where a view is shown. */
export interface Surface {
  readonly paint: Paint;
  /** Columns that there are; undefined = as many as needed. */
  readonly width: number | undefined;
}

const BETWEEN = 2;
/** Wider guides would leave no room for the text; a deeper plan says its depth instead. */
const MOST_GUIDES_SHARE = 0.5;

const paintLine = (line: Line, { paint }: Surface): string => line.map(paint).join("");

const padded = (line: Line, { column, width }: Placed, surface: Surface, last: boolean): string => {
  const fitted = fitLine(line, width);
  const space = " ".repeat(Math.max(0, width - lineWidth(fitted)));
  const shown = paintLine(fitted, surface);
  if (column.align === "right") return space + shown;
  return last ? shown : shown + space;
};

function* table({ columns, rows }: Extract<Block, { _tag: "Table" }>, surface: Surface): Generator<string> {
  const placed = layoutTable(columns, rows, surface.width, BETWEEN);
  const row = (cells: (place: Placed) => Line): string =>
    placed
      .map((place, at) => padded(cells(place), place, surface, at === placed.length - 1))
      .join(" ".repeat(BETWEEN))
      .trimEnd();
  yield row(({ column }) => lineOf(column.title, "muted"));
  for (const cells of rows) yield row(({ index }) => cells[index] ?? []);
}

function* wrapped(line: Line, indent: number, surface: Surface, hang = 0): Generator<string> {
  const { width } = surface;
  const room = width === undefined ? undefined : Math.max(8, width - indent);
  const lines = room === undefined ? [line] : wrapLine(line, Math.max(8, room - hang), room);
  for (const [at, part] of lines.entries()) {
    yield " ".repeat(at === 0 ? indent : indent + hang) + paintLine(part, surface);
  }
}

/** Names wider than this share of the surface stand above their values, which would have no room beside them. */
const MOST_NAMES_SHARE = 0.45;

function* stackedRows({ rows }: Fields, surface: Surface): Generator<string> {
  for (const [name, value] of rows) {
    yield surface.paint({ text: name, tone: "muted" });
    const indent = name.length - name.trimStart().length + BETWEEN;
    yield* wrapped(value, indent, surface);
  }
}

type Fields = Extract<Block, { _tag: "Fields" }>;

function* fieldRows(part: Fields, surface: Surface): Generator<string> {
  const { rows } = part;
  const label = rows.reduce((most, [name]) => Math.max(most, widthOf(name)), 0) + BETWEEN;
  if (surface.width !== undefined && label > surface.width * MOST_NAMES_SHARE) {
    yield* stackedRows(part, surface);
    return;
  }
  for (const [name, value] of rows) {
    let first = true;
    for (const shown of wrapped(value, label, surface)) {
      const before = surface.paint({ text: name, tone: "muted" }) + " ".repeat(label - widthOf(name));
      yield (first ? before + shown.slice(label) : shown).trimEnd();
      first = false;
    }
  }
}

const guides = ({ depth, more }: Branch, width: number | undefined): string => {
  if (depth === 0) return "";
  const last = more.at(-1) === true ? "├─ " : "└─ ";
  const most = width === undefined ? depth : Math.max(1, Math.floor((width * MOST_GUIDES_SHARE) / 3));
  if (depth > most) return `…${depth} ${last}`;
  return more.slice(0, -1).reduceRight((before, follows) => `${follows ? "│  " : "   "}${before}`, last);
};

function* tree(branches: Iterable<Branch>, surface: Surface): Generator<string> {
  for (const branch of branches) {
    const before = guides(branch, surface.width);
    const room = surface.width === undefined ? undefined : surface.width - widthOf(before);
    const line = room === undefined ? branch.line : fitLine(branch.line, room);
    yield surface.paint({ text: before, tone: "muted" }) + paintLine(line, surface);
  }
}

function* block(part: Block, surface: Surface): Generator<string> {
  switch (part._tag) {
    case "Heading":
      yield* wrapped(part.line, 0, surface);
      break;
    case "Text":
      yield* wrapped(part.line, part.indent, surface, part.hang);
      break;
    case "Fields":
      yield* fieldRows(part, surface);
      break;
    case "Table":
      yield* table(part, surface);
      break;
    case "Tree":
      yield* tree(part.branches, surface);
      break;
    case "Gap":
      yield "";
      break;
  }
}

/** A view line by line, without line ends, for a person at a terminal; no line is wider than the surface where that can be. */
export function* renderRich(view: View, surface: Surface): Generator<string> {
  for (const part of view) yield* block(part, surface);
}
