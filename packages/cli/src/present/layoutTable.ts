import { printable } from "./printable.ts";
import type { Column, Line } from "./View.ts";
import { widthOf } from "./width.ts";

/** A column that stays, its place in the rows, and how many columns of the terminal it takes. */
export interface Placed {
  readonly column: Column;
  readonly index: number;
  readonly width: number;
}

/** Columns that a line takes. */
export const lineWidth = (line: Line): number =>
  line.reduce((sum, { text }) => sum + widthOf(printable(text)), 0);

const natural = (column: Column, index: number, rows: ReadonlyArray<ReadonlyArray<Line>>): Placed => ({
  column,
  index,
  width: rows.reduce((most, row) => Math.max(most, lineWidth(row[index] ?? [])), widthOf(column.title)),
});

const total = (placed: ReadonlyArray<Placed>, between: number): number =>
  placed.reduce((sum, { width }) => sum + width, 0) + between * Math.max(0, placed.length - 1);

type Floor = (column: Column) => number | undefined;

const good: Floor = (column) => (column.least === undefined ? undefined : (column.good ?? column.least));
const least: Floor = (column) => column.least;

/** Takes what is too much from the columns that may be cut, always from the widest of them, down to a floor. */
const shrink = (placed: ReadonlyArray<Placed>, tooMuch: number, floor: Floor): ReadonlyArray<Placed> => {
  const widths = placed.map(({ width }) => width);
  for (let left = tooMuch; left > 0; left--) {
    let widest = -1;
    placed.forEach(({ column }, at) => {
      const width = widths[at] ?? 0;
      const bottom = floor(column);
      if (bottom !== undefined && width > bottom && width > (widths[widest] ?? -1)) widest = at;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return placed.map((place, at) => ({ ...place, width: widths[at] ?? place.width }));
};

const withoutOne = (placed: ReadonlyArray<Placed>): ReadonlyArray<Placed> | undefined => {
  const order = placed.map(({ column }) => column.leaveOut ?? -1);
  const greatest = Math.max(...order);
  if (greatest < 0) return undefined;
  const at = order.indexOf(greatest);
  return placed.filter((_, other) => other !== at);
};

/**
 * Which columns of a table are shown and how wide, so that all of it fits into `width`; undefined `width` fits anything.
 * Columns are cut first, then left out; when neither is allowed any more the table is wider than the terminal.
 *
 * @param between columns of the terminal between two columns of the table
 */
export const layoutTable = (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<Line>>,
  width: number | undefined,
  between: number,
): ReadonlyArray<Placed> => {
  let placed: ReadonlyArray<Placed> = columns.map((column, index) => natural(column, index, rows));
  if (width === undefined) return placed;
  for (;;) {
    const tooMuch = total(placed, between) - width;
    const fitted = shrink(placed, tooMuch, good);
    if (total(fitted, between) <= width) return fitted;
    const fewer = withoutOne(placed);
    if (fewer === undefined) return shrink(placed, tooMuch, least);
    placed = fewer;
  }
};
