import * as Effect from "effect/Effect";
import { printable } from "./printable.ts";
import type { Block, Line, View } from "./View.ts";
import { isNarrow, loadMeasure } from "./width.ts";

const isWide = (line: Line): boolean => line.some(({ text }) => !isNarrow(printable(text)));

const hasWide = (block: Block): boolean => {
  switch (block._tag) {
    case "Heading":
    case "Text":
      return isWide(block.line);
    case "Fields":
      return block.rows.some(([, value]) => isWide(value));
    case "Table":
      return (
        block.rows.some((row) => row.some(isWide)) || block.columns.some(({ title }) => !isNarrow(title))
      );
    case "Tree":
      for (const { line } of block.branches) if (isWide(line)) return true;
      return false;
    case "Gap":
      return false;
  }
};

/** Loads what it takes to measure a view, which for most views is nothing. */
export const prepareWidths = (view: View): Effect.Effect<void> =>
  view.some(hasWide) ? Effect.promise(loadMeasure) : Effect.void;
