import type { JsonValue } from "@planwright/domain";
import {
  Composer,
  type CST,
  type Document,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  Parser,
  visit,
  type YAMLMap,
} from "yaml";
import type { Parsed } from "./parseInput.ts";

/** Anchors that are used again make a small file a huge value; nobody who writes such files by hand needs more. */
const MOST_ALIASES = 100;
const TOO_MANY_ALIASES = `aliases stand for more than ${MOST_ALIASES} values; write the values out.`;

const OPTIONS = {
  version: "1.2",
  schema: "core",
  strict: true,
  stringKeys: true,
  uniqueKeys: false,
  resolveKnownTags: false,
} as const;

const at = ({ line }: { readonly line: number }): string => `line ${line}`;

/** What a token holds inside of itself. */
const inside = (token: CST.Token | undefined | null): ReadonlyArray<CST.Token | undefined | null> => {
  if (token === undefined || token === null) return [];
  if (token.type === "document") return [token.value];
  if ("items" in token) return token.items.flatMap((item) => [item.key, item.value]);
  return [];
};

/** The offset of the first token that is nested deeper than may be, found without recursion. */
const tooDeep = (top: CST.Token, limit: number): number | undefined => {
  const open: Array<{ readonly token: CST.Token; readonly depth: number }> = [{ token: top, depth: -1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { depth, token } = next;
    if (depth >= limit && "items" in token) return token.offset;
    for (const inner of inside(token)) if (inner) open.push({ token: inner, depth: depth + 1 });
  }
  return undefined;
};

const firstLineOf = (message: string): string => (message.split("\n", 1)[0] ?? "").replace(/[.:]?$/, ".");

const problemOf = (document: Document.Parsed, lines: LineCounter): string | undefined => {
  const [problem] = [...document.errors, ...document.warnings];
  if (problem === undefined) return undefined;
  return `${at(lines.linePos(problem.pos[0]))}: ${firstLineOf(problem.message)}`;
};

/** The name of a key, which is a scalar as the composer was told. */
const nameOf = (key: unknown): string => String(isScalar(key) ? key.value : key);

/** The composer's own check compares every key with every other. */
const repeated = ({ items }: YAMLMap): Node | undefined => {
  const names = new Set<string>();
  for (const { key } of items) {
    const name = nameOf(key);
    if (names.has(name) && isNode(key)) return key;
    names.add(name);
  }
  return undefined;
};

const outsideOfJson = (value: unknown): boolean =>
  typeof value === "number" ? !Number.isFinite(value) : typeof value === "bigint";

/** What the composer lets pass: a key that comes twice, a number that JSON has not, an alias for nothing or for itself. */
const contentProblem = (document: Document.Parsed, lines: LineCounter): string | undefined => {
  let problem: string | undefined;
  let aliases = 0;
  const found = (node: Node, what: string) => {
    problem = `${at(lines.linePos(node.range?.[0] ?? 0))}: ${what}`;
    return visit.BREAK;
  };
  visit(document, {
    Map: (_key, map) => {
      const key = repeated(map);
      return key === undefined
        ? undefined
        : found(key, "the same key comes twice in one group; keep one of the two.");
    },
    Scalar: (_key, scalar) =>
      outsideOfJson(scalar.value) ? found(scalar, "a number is not one that JSON has.") : undefined,
    Alias: (_key, alias, path) => {
      // Looking for an anchor walks the document, so a flood of aliases is refused before it is looked into.
      if (++aliases > MOST_ALIASES) return found(alias, TOO_MANY_ALIASES);
      const target = alias.resolve(document);
      if (target === undefined) return found(alias, "an alias has no anchor before it.");
      return path.includes(target) ? found(alias, "a value holds itself through an alias.") : undefined;
    },
  });
  return problem;
};

const plainValueOf = (document: Document.Parsed): Parsed => {
  try {
    const value: JsonValue = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { value };
  } catch (error) {
    if (error instanceof ReferenceError) return { problem: TOO_MANY_ALIASES };
    throw error;
  }
};

/**
 * Reads one YAML 1.2 document of JSON's types strictly: no key twice, no unknown tag, no more than `maxDepth` levels,
 * no flood of aliases. What is wrong is a sentence with its line.
 */
export const parseYaml = (text: string, maxDepth: number): Parsed => {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  for (const token of tokens) {
    const offset = tooDeep(token, maxDepth);
    if (offset !== undefined)
      return {
        problem: `${at(lines.linePos(offset))}: the file is nested deeper than ${maxDepth} levels; flatten it.`,
      };
  }
  const composer = new Composer(OPTIONS);
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document, second] = documents;
  if (document === undefined) return { problem: "the file is empty." };
  const problem = problemOf(document, lines) ?? contentProblem(document, lines);
  if (problem !== undefined) return { problem };
  if (second !== undefined) return { problem: "the file holds several documents; keep one." };
  return plainValueOf(document);
};
