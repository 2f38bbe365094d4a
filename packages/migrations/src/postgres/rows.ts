import type { PostgresClient } from "../Location.ts";

/** Values as the server writes them, whatever the connection makes of its types otherwise. */
const asWritten = { getTypeParser: () => (value: string) => value };

/** A row of text; a column that is null in the database is null. */
export type TextRow<Columns extends string> = Readonly<Record<Columns, string | null>>;

/** The rows of one statement; every value is its text, booleans `t` and `f`. */
export const rowsOf = async <Columns extends string>(
  client: PostgresClient,
  text: string,
  values: ReadonlyArray<string | number | ReadonlyArray<string>> = [],
): Promise<ReadonlyArray<TextRow<Columns>>> => {
  const { rows } = await client.query<TextRow<Columns>>({ text, values: [...values], types: asWritten });
  return rows;
};
