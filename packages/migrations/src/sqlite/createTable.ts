import { type SqlToken, sqlTokens } from "../chain/sqlTokens.ts";

/** One definition in the brackets of a CREATE TABLE: a column, or a constraint of the whole table. */
export interface Definition {
  /** The column's name as written, without quotes; null for a table constraint. */
  readonly column: string | null;
  readonly tokens: ReadonlyArray<SqlToken>;
}

const CONSTRAINTS = new Set(["constraint", "check", "unique", "primary", "foreign"]);

const is = (token: SqlToken | undefined, text: string): boolean =>
  token !== undefined &&
  token.kind !== "literal" &&
  token.kind !== "quoted" &&
  token.text.toLowerCase() === text;

/** Tokens cut at the commas that are in no brackets. */
export const splitAtCommas = (tokens: ReadonlyArray<SqlToken>): ReadonlyArray<ReadonlyArray<SqlToken>> => {
  const parts: Array<Array<SqlToken>> = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (is(token, "(")) depth += 1;
    if (is(token, ")")) depth -= 1;
    if (depth === 0 && is(token, ",")) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
};

/** The tokens inside the first brackets at or after an index, without the brackets. */
export const insideBrackets = (tokens: ReadonlyArray<SqlToken>, from = 0): ReadonlyArray<SqlToken> => {
  const open = tokens.findIndex((token, index) => index >= from && is(token, "("));
  let depth = 0;
  for (let index = open; open >= 0 && index < tokens.length; index += 1) {
    if (is(tokens[index], "(")) depth += 1;
    if (is(tokens[index], ")")) depth -= 1;
    if (depth === 0) return tokens.slice(open + 1, index);
  }
  return [];
};

/** Where a word stands in tokens, not counting literals and quoted names; every index. */
export const placesOf = (tokens: ReadonlyArray<SqlToken>, word: string): ReadonlyArray<number> =>
  tokens.flatMap((token, index) => (is(token, word) ? [index] : []));

/** The definitions of a stored CREATE TABLE text, in their order. */
export const definitionsOf = (createTable: string): ReadonlyArray<Definition> =>
  splitAtCommas(insideBrackets(sqlTokens(createTable))).flatMap((tokens): ReadonlyArray<Definition> => {
    const [first] = tokens;
    if (first === undefined) return [];
    const constraint = first.kind === "word" && CONSTRAINTS.has(first.text.toLowerCase());
    return [{ column: constraint ? null : first.text, tokens }];
  });
