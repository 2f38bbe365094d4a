/** Columns as wide as their widest cell, the first one to the left; a row of fewer cells than the heads has no say in it. */
export const layout = (heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const aligned = [heads, ...rows].filter((cells) => cells.length === heads.length);
  const widths = heads.map((_, column) => Math.max(...aligned.map((cells) => cells[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  return [heads, ...rows].map((cells) => cells.map(cell).join("  ").trimEnd()).join("\n");
};
