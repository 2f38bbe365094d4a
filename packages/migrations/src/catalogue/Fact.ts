/** One thing that a schema says. */
export interface Fact {
  readonly kind:
    | "table"
    | "column"
    | "primary key"
    | "foreign key"
    | "unique"
    | "check"
    | "index"
    | "trigger"
    | "function"
    | "view";
  /** The table that it is said about; of a function its own name. */
  readonly table: string;
  /** What it is about, within its kind and table; unique there. */
  readonly name: string;
  /** What is said; equal texts mean equal schemas. */
  readonly text: string;
}

/** `kind table: name`, the same for facts about the same thing. */
export const titleOf = ({ kind, table, name }: Fact): string =>
  name === "" ? `${kind} ${table}` : `${kind} ${table}: ${name}`;

/** Facts in the order of their titles. */
export const sorted = (facts: ReadonlyArray<Fact>): ReadonlyArray<Fact> =>
  [...facts].sort((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1));
