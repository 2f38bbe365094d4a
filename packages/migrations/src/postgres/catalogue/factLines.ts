import type { Fact } from "../../catalogue/Fact.ts";

const kinds = [
  "table",
  "column",
  "primary key",
  "foreign key",
  "unique",
  "check",
  "index",
  "trigger",
  "function",
  "view",
] as const satisfies ReadonlyArray<Fact["kind"]>;

/** Stands between the parts of a line; no name has it. */
const BETWEEN = " | ";

/** Facts as text, one line each, without what is empty at its end; no part has a line break, and no name what stands between parts. */
export const writeFacts = (facts: ReadonlyArray<Fact>): string =>
  facts
    .map(({ kind, table, name, text }) => {
      const parts = text === "" ? [kind, table, name] : [kind, table, name, text];
      return `${(name + text === "" ? [kind, table] : parts).join(BETWEEN)}\n`;
    })
    .join("");

/** The facts of such a text; throws where it is none. */
export const readFacts = (lines: string): ReadonlyArray<Fact> =>
  lines
    .trimEnd()
    .split("\n")
    .map((line): Fact => {
      const [first, table, name = "", ...rest] = line.split(BETWEEN);
      const kind = kinds.find((known) => known === first);
      if (kind === undefined || table === undefined) throw new Error(`this is no fact: ${line}`);
      return { kind, table, name, text: rest.join(BETWEEN) };
    });
