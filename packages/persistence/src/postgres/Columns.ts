import { valueReader } from "./valueParsers.ts";

/** What the server says of a column. */
export interface Described {
  readonly name: string;
  readonly dataTypeID: number;
}

/** A column of a statement's rows. */
interface Column {
  readonly name: string;
  readonly read: (text: string) => string | number;
}

/** What the rows of a statement consist of, in the order of its columns. */
export type Columns = ReadonlyArray<Column>;

/** The columns that the server says there are. */
export const columnsOf = (described: ReadonlyArray<Described>): Columns =>
  described.map(({ dataTypeID, name }) => ({ name, read: valueReader(dataTypeID) }));

/** A row as an object. */
export const rowOf = (
  columns: Columns,
  values: ReadonlyArray<string | null>,
): { readonly [column: string]: string | number | null } => {
  const row: { [column: string]: string | number | null } = {};
  let at = 0;
  for (const { name, read } of columns) {
    const value = values[at++] ?? null;
    row[name] = value === null ? null : read(value);
  }
  return row;
};
