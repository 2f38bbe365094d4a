import { fitLine } from "./fitLine.ts";
import { layoutTable, lineWidth } from "./layoutTable.ts";
import { colourless } from "./Palette.ts";
import { renderRich, type Surface } from "./renderRich.ts";
import { type Block, type Column, type Line, line as lineOf, type View } from "./View.ts";

/** Columns that `| ` and ` |` at both ends take. */
const ENDS = 4;
const BETWEEN = 3;

const cell = (line: Line, width: number, right: boolean): string => {
  const fitted = fitLine(line, width);
  const space = " ".repeat(Math.max(0, width - lineWidth(fitted)));
  const shown = fitted.map(colourless).join("");
  return right ? space + shown : shown + space;
};

function* grid(
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<Line>>,
  titled: boolean,
  width: number | undefined,
): Generator<string> {
  const placed = layoutTable(columns, rows, width === undefined ? undefined : width - ENDS, BETWEEN);
  const rule = `+${placed.map((place) => "-".repeat(place.width + 2)).join("+")}+`;
  const row = (cells: ReadonlyArray<Line>): string =>
    `| ${placed
      .map((place) => cell(cells[place.index] ?? [], place.width, place.column.align === "right"))
      .join(" | ")} |`;
  yield rule;
  if (titled) {
    yield row(columns.map(({ title }) => lineOf(title)));
    yield rule;
  }
  for (const cells of rows) yield row(cells);
  if (rows.length > 0) yield rule;
}

function* block(part: Block, width: number | undefined): Generator<string> {
  switch (part._tag) {
    case "Table":
      yield* grid(part.columns, part.rows, true, width);
      break;
    case "Fields":
      yield* grid(
        [{ title: "" }, { title: "", least: 8 }],
        part.rows.map(([label, value]) => [lineOf(label), value]),
        false,
        width,
      );
      break;
    default: {
      const surface: Surface = { paint: colourless, width };
      yield* renderRich([part], surface);
    }
  }
}

/** A view line by line as tables with rules of ASCII, without colours. */
export function* renderTable(view: View, width: number | undefined): Generator<string> {
  for (const part of view) yield* block(part, width);
}
