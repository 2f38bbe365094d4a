import { expect, it } from "vitest";
import { importsOf } from "../../architecture/imports.ts";

const specifiers = (source: string, path = "sample.ts") =>
  importsOf(path, source).map(({ specifier }) => specifier);

it.each([
  ['import { a } from "x";'],
  ['import "x";'],
  ['import type { A } from "x";'],
  ['import { type A } from "x";'],
  ['export * from "x";'],
  ['export * as n from "x";'],
  ['export { a } from "x";'],
  ['export {} from "x";'],
  ['export type { A } from "x";'],
  ['const a = await import("x");'],
  ['type A = import("x").A;'],
  ['import a = require("x");'],
  ['const a = require("x");'],
  ['class A { m() { return [() => import("x")]; } }'],
])("finds %s", (source) => {
  expect(specifiers(source)).toEqual(["x"]);
});

it("is not deceived by text and comments", () => {
  expect(
    specifiers('// import "x"\n/* require("x") */\nconst a = `import "x"`; const b = \'export * from "x"\';'),
  ).toEqual([]);
});

it("says that a computed import cannot be known", () => {
  expect(specifiers("declare const n: string; const a = import(n);")).toEqual([undefined]);
});

it("counts lines from 1", () => {
  expect(importsOf("sample.ts", '\n\nimport "x";\nimport "y";')).toEqual([
    { specifier: "x", line: 3 },
    { specifier: "y", line: 4 },
  ]);
});

it("refuses a file that does not parse", () => {
  expect(() => specifiers("const = 1")).toThrow("sample.ts does not parse");
});
