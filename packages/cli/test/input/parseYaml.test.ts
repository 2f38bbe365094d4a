import { describe, expect, it } from "@effect/vitest";
import { parseYaml } from "../../src/input/parseYaml.ts";

const parse = (text: string) => parseYaml(text, 64);

const bomb = (): string =>
  [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghi"
      .split("")
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[at]}`).join(",")}]`),
  ].join("\n");

describe("parseYaml", () => {
  it("reads YAML 1.2 as JSON's types, without surprises", () => {
    expect(parse("a: 1\nb: [x, y]\nc: no\nd: 0x1f\ne: ~\nf: 2020-01-01\ng: |\n  two\n  lines\n")).toEqual({
      value: { a: 1, b: ["x", "y"], c: "no", d: 31, e: null, f: "2020-01-01", g: "two\nlines\n" },
    });
  });

  it("keeps a key __proto__ as a key", () => {
    const parsed = parse("__proto__: {x: 1}\n");
    expect("value" in parsed && Object.hasOwn(Object(parsed.value), "__proto__")).toBe(true);
  });

  it.each([
    ["a key that comes twice", "a: 1\nb: 2\na: 3\n", /^line 3: the same key comes twice/],
    ["300 levels in flow", "[".repeat(300) + "]".repeat(300), /^line 1: .*deeper than 64 levels/],
    [
      "300 levels in blocks",
      Array.from({ length: 300 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
      /^line 65: .*deeper than 64/,
    ],
    ["300 levels of lists", "- ".repeat(300), /deeper than 64/],
    ["a bomb of aliases", bomb(), /aliases/],
    ["many aliases", `a: &a x\nb: [${Array(200).fill("*a").join(",")}]\n`, /aliases/],
    ["a value that holds itself", "a: &a\n  b: *a\n", /^line 2: a value holds itself/],
    ["an alias for nothing", "a: *b\n", /^line 1: an alias has no anchor/],
    ["a tag of another language", "a: !!python/object x\n", /^line 1: Unresolved tag/],
    ["bytes", "a: !!binary aGVsbG8=\n", /^line 1: Unresolved tag/],
    ["an infinity", "x: 1\na: .inf\n", /^line 2: a number is not one that JSON has/],
    ["two documents", "a: 1\n---\nb: 2\n", /several documents/],
    ["a key that is no text", "? [a]\n: b\n", /^line 1: .*keys must be strings/],
    ["a tab for indentation", "a:\n\t- b\n", /^line 2: Tabs are not allowed/],
    ["a quotation mark that is never closed", "a: 'x\n", /^line \d: Missing closing/],
  ])("refuses %s with its line", (_what, text, problem) => {
    const parsed = parse(text);
    expect("problem" in parsed ? parsed.problem : parsed).toMatch(problem);
  });

  it("takes time in proportion to the size, not to its square", () => {
    const taken = (text: string): number => {
      const started = performance.now();
      parse(text);
      return performance.now() - started;
    };
    const keys = (count: number) => Array.from({ length: count }, (_, at) => `k${at}: 1`).join("\n");
    taken(keys(8_000));
    expect(taken(keys(32_000)) / taken(keys(8_000))).toBeLessThan(10);
    expect(taken(`a: &a x\nb: [${Array(50_000).fill("*a").join(",")}]\n`)).toBeLessThan(5_000);
  });
});
