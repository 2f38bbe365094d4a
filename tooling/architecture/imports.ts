import { type ESTree, parseSync, Visitor } from "rolldown/utils";

/** One import of a file, as it is written. */
export interface Import {
  /** What is asked for; undefined when it is only known while the program runs. */
  readonly specifier: string | undefined;
  /** Counted from 1. */
  readonly line: number;
}

const literal = (node: ESTree.Node): string | undefined =>
  node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;

/**
 * Every module that a file names: imports, type imports, re-exports, `import()`, `import("...").Type`,
 * `import x = require()` and `require()`. Throws when the file does not parse.
 */
export const importsOf = (path: string, source: string): ReadonlyArray<Import> => {
  const { program, errors } = parseSync(path, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} does not parse: ${error.message}`);
  const found: Array<Import> = [];
  const add = (node: ESTree.Node | null | undefined) => {
    if (node === null || node === undefined) return;
    found.push({ specifier: literal(node), line: source.slice(0, node.start).split("\n").length });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    TSExternalModuleReference: (node) => add(node.expression),
    CallExpression: (node) => {
      if (node.callee.type === "Identifier" && node.callee.name === "require") add(node.arguments[0]);
    },
  }).visit(program);
  return found.sort((a, b) => a.line - b.line);
};
