/** One word, number, literal, quoted name or sign of an SQL text; comments and white space are none. */
export interface SqlToken {
  readonly kind: "word" | "quoted" | "literal" | "sign";
  /** As written; a quoted name without its quotes. */
  readonly text: string;
}

const TOKEN =
  /(?<skip>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<literal>'(?:[^']|'')*'|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$|\d[\w.]*)|(?<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<sign>::|:=|<>|<=|>=|!=|==|\|\||<<|>>|->>|->|[\s\S])/gu;

const unquoted = (quoted: string): string => {
  const inner = quoted.slice(1, -1);
  const quote = quoted.charAt(0);
  return quote === "[" ? inner : inner.replaceAll(quote + quote, quote);
};

const tokenOf = (groups: Readonly<Record<string, string | undefined>>): ReadonlyArray<SqlToken> => {
  const { literal, quoted, word, sign } = groups;
  if (literal !== undefined) return [{ kind: "literal", text: literal }];
  if (quoted !== undefined) return [{ kind: "quoted", text: unquoted(quoted) }];
  if (word !== undefined) return [{ kind: "word", text: word }];
  return sign === undefined ? [] : [{ kind: "sign", text: sign }];
};

/** The tokens of a text in their order; total, also on texts that are not SQL. */
export const sqlTokens = (sql: string): ReadonlyArray<SqlToken> =>
  [...sql.matchAll(TOKEN)].flatMap(({ groups }) => tokenOf(groups ?? {}));

/**
 * Tokens as text in which only what SQL distinguishes differs: one space between tokens, names and words in lower case, no quotes around
 * names; literals stay as they are.
 */
export const canonicalSql = (tokens: ReadonlyArray<SqlToken>): string =>
  tokens.map(({ kind, text }) => (kind === "literal" ? text : text.toLowerCase())).join(" ");
