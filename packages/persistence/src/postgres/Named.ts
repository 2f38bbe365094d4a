import { valueReader } from "./valueParsers.ts";

/** A column of a statement's rows. */
interface Column {
  readonly name: string;
  readonly read: (text: string) => string | number;
}

/** What the server says of a column. */
export interface Described {
  readonly name: string;
  readonly dataTypeID: number;
}

/** A statement that a connection prepares when it first runs it, under a name that no other text ever has. */
export class Named {
  readonly name: string;
  readonly text: string;
  #columns: ReadonlyArray<Column> | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** Whether a server has said what the rows consist of, on any connection; it is asked once. */
  get described(): boolean {
    return this.#columns !== undefined;
  }

  /** Takes in what the server says. */
  describe(columns: ReadonlyArray<Described>): void {
    this.#columns = columns.map(({ dataTypeID, name }) => ({ name, read: valueReader(dataTypeID) }));
  }

  /** The rows may have become others: the server is asked again. */
  forget(): void {
    this.#columns = undefined;
  }

  /** A row as an object. */
  rowOf(values: ReadonlyArray<string | null>): { readonly [column: string]: string | number | null } {
    const row: { [column: string]: string | number | null } = {};
    let at = 0;
    for (const { name, read } of this.#columns ?? []) {
      const value = values[at++] ?? null;
      row[name] = value === null ? null : read(value);
    }
    return row;
  }
}

const named = new Map<string, Named>();

/** The statement with a text; the same one for the same text in the whole process. */
export const namedFor = (text: string): Named => {
  const known = named.get(text);
  if (known !== undefined) return known;
  const made = new Named(`pw_${named.size + 1}`, text);
  named.set(text, made);
  return made;
};
