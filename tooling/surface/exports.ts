import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ESTree, parseSync } from "rolldown/utils";

/** One name that a package gives to others. */
export interface Exported {
  readonly name: string;
  /** The declaration up to its body, white space folded. */
  readonly head: string;
  /** The first sentence of its docstring; undefined when it has none. */
  readonly doc: string | undefined;
}

interface Declared extends Exported {
  readonly kind: string;
}

const MOST_CHARACTERS = 400;

const fold = (text: string): string => text.replace(/\s+/g, " ").trim();

const docBefore = (source: string, start: number): string | undefined => {
  const before = source.slice(0, start).trimEnd();
  if (!before.endsWith("*/")) return undefined;
  const text = fold(
    before
      .slice(before.lastIndexOf("/**") + 3, -2)
      .replace(/^\s*\* ?/gm, "")
      .replace(/^\s*@.*$/gms, ""),
  );
  return /^.*?[.:](?= [A-Z`]|$)/.exec(text)?.[0] ?? text;
};

/** A declaration up to its body: signatures of functions, members of interfaces, short types whole. */
const headOf = (text: string): string => {
  const whole = fold(text.replace(/\/\*\*.*?\*\//gs, "").replace(/^export /, ""));
  const body = whole.startsWith("const ")
    ? / =>(?! [A-Za-z(]*[\w<>, |[\]"{}.]*;?$)/.exec(whole)?.index
    : undefined;
  const head = whole.startsWith("class ")
    ? whole.slice(0, whole.indexOf("{"))
    : whole.slice(0, body ?? whole.length);
  return fold(head.length > MOST_CHARACTERS ? `${head.slice(0, MOST_CHARACTERS)}...` : head).replace(
    /;$/,
    "",
  );
};

const namesOf = (declaration: ESTree.Declaration): ReadonlyArray<string> => {
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
  }
  return "id" in declaration && declaration.id?.type === "Identifier" ? [declaration.id.name] : [];
};

const nameOf = (node: ESTree.ModuleExportName): string =>
  node.type === "Literal" ? String(node.value) : node.name;

/** Every declaration of a module under its own name, exported or not. */
const declaredIn = (path: string): ReadonlyArray<Declared> => {
  const source = readFileSync(path, "utf8");
  return parseSync(path, source).program.body.flatMap((node) => {
    const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (
      declaration === null ||
      !declaration.type.endsWith("Declaration") ||
      declaration.type.startsWith("Export")
    )
      return [];
    return namesOf(declaration as ESTree.Declaration).map((name) => ({
      name,
      kind: declaration.type,
      head: headOf(source.slice(node.start, node.end)),
      doc: docBefore(source, node.start),
    }));
  });
};

const exportedFrom = (path: string, local: string): ReadonlyArray<Declared> => {
  const here = declaredIn(path).filter((declared) => declared.name === local);
  return here.length > 0
    ? here
    : exportsOf(path)
        .filter((exported) => exported.name === local)
        .map((exported) => ({ ...exported, kind: "" }));
};

/** A type and a value of one name are one export. */
const merged = (found: ReadonlyArray<Exported>): ReadonlyArray<Exported> =>
  [...Map.groupBy(found, ({ name }) => name)].map(([name, all]) => ({
    name,
    head: [...new Set(all.map(({ head }) => head))].join("\n"),
    doc: all.find(({ doc }) => doc !== undefined && doc !== "")?.doc,
  }));

/** What a module exports, re-exports followed to their declarations, sorted by name. */
export const exportsOf = (path: string): ReadonlyArray<Exported> => {
  const { program } = parseSync(path, readFileSync(path, "utf8"));
  const found = program.body.flatMap((node): ReadonlyArray<Exported> => {
    if (node.type === "ExportAllDeclaration") return exportsOf(join(dirname(path), node.source.value));
    if (node.type !== "ExportNamedDeclaration") return [];
    if (node.declaration !== null) {
      const names = namesOf(node.declaration);
      return declaredIn(path).filter(({ name }) => names.includes(name));
    }
    const from = node.source === null ? path : join(dirname(path), node.source.value);
    return node.specifiers.flatMap(({ exported, local }) =>
      exportedFrom(from, nameOf(local)).map((declared) => ({ ...declared, name: nameOf(exported) })),
    );
  });
  return merged(found).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
};
