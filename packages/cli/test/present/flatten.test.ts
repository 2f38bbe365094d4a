import { expect, it } from "@effect/vitest";
import { flatten, plainCell, valueAt } from "../../src/present/flatten.ts";

it("gives each value a line of its own, whatever is in it", () => {
  const value = {
    a: 1,
    b: { c: [true, { d: "x\ny" }], e: [], f: {}, g: null },
    h: "",
    i: "-",
    "j\u001b": "\u009b",
  };
  expect([...flatten(value)]).toEqual([
    "a: 1",
    "b.c.0: true",
    "b.c.1.d: x\\ny",
    "b.e: []",
    "b.f: {}",
    "b.g: -",
    'h: ""',
    'i: "-"',
    "j\\u{1b}: \\u{9b}",
  ]);
});

it("finds values by their path and never in a prototype", () => {
  const value = { a: { b: 1 } };
  expect([
    valueAt(value, "a.b"),
    valueAt(value, "a.x"),
    valueAt(value, "a.constructor"),
    valueAt(value, "a.b.c"),
  ]).toEqual([1, undefined, undefined, undefined]);
});

it("writes lists of texts into one column", () => {
  expect(plainCell(["local/a", "local/b\t"])).toBe("local/a,local/b\\t");
});
