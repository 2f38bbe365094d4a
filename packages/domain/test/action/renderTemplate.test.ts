import { expect, it } from "@effect/vitest";
import * as Result from "effect/Result";
import { placeholders, renderTemplate } from "../../src/action/renderTemplate.ts";

const values = new Map([
  ["target", "prod {x}"],
  ["n", "3"],
]);

it.each([
  ["deploy {target} {n} times", "deploy prod {x} 3 times"],
  ["{{target}} is literal", "{target} is literal"],
  ["{ target } {} {1a} { are text }", "{ target } {} {1a} { are text }"],
  ["no second pass: {target}", "no second pass: prod {x}"],
])("renders %j", (template, expected) => {
  expect(renderTemplate(template, values)).toEqual(Result.succeed(expected));
});

it("names every placeholder that has no value, each once", () => {
  expect(renderTemplate("{a} {b} {a} {n} {{c}}", values)).toEqual(Result.fail(["a", "b"]));
  expect(placeholders("{a} {{b}} {c} {a}")).toEqual(["a", "c"]);
});
