import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, it } from "@effect/vitest";
import { coloured, colourless } from "../../src/present/Palette.ts";
import { renderRich } from "../../src/present/renderRich.ts";
import { renderTable } from "../../src/present/renderTable.ts";
import {
  type Branch,
  type Column,
  fields,
  line,
  span,
  text,
  toType,
  type View,
} from "../../src/present/View.ts";
import { loadMeasure, widthOf } from "../../src/present/width.ts";
import { ACTED_UPON, withoutColours } from "../terminal.ts";

beforeAll(loadMeasure);

const COLUMNS: ReadonlyArray<Column> = [
  { title: "id" },
  { title: "state", least: 6, good: 10 },
  { title: "name", least: 6, good: 12 },
  { title: "more", least: 4, leaveOut: 1 },
  { title: "age", align: "right", leaveOut: 2 },
];

const rows = [
  ["2H4T6B8C", "strategize/processing", "日本語の長い名前", "local/action", "3 min"],
  ["9M3R5W7Y", "apply/applied", "a\u001b[2Jb \u202e 👩‍👩‍👧 ".repeat(4), "x", "12 d"],
].map((row) => row.map((cell) => line(cell)));

const branches: ReadonlyArray<Branch> = Array.from({ length: 60 }, (_, depth) => ({
  depth,
  more: Array.from({ length: depth }, (_, level) => level % 2 === 0),
  line: [span(`plan ${depth} `), span("日本語".repeat(depth), "good")],
}));

const VIEW: View = [
  text([span("Heading ", "strong"), span("with words that must be broken between them", "muted")]),
  fields([
    ["short", line("値".repeat(40))],
    ["name", line("one two three four five six seven eight nine ten")],
  ]),
  toType("planwright plan use local/fix-bug local/api --arg issue=42"),
  { _tag: "Table", columns: COLUMNS, rows },
  { _tag: "Tree", branches },
];

describe("renderRich", () => {
  it.each([40, 60, 80, 132])("fits %i columns, whatever is shown", (width) => {
    for (const shown of renderRich(VIEW, { paint: colourless, width })) {
      expect(widthOf(shown)).toBeLessThanOrEqual(width);
    }
  });

  it("sends nothing but its own colours to a terminal", () => {
    const shown = [...renderRich(VIEW, { paint: coloured, width: 80 })].join("\n");
    const withoutOwn = withoutColours(shown);
    expect(withoutOwn).not.toMatch(ACTED_UPON);
    expect(stripVTControlCharacters(shown)).toBe(
      [...renderRich(VIEW, { paint: colourless, width: 80 })].join("\n"),
    );
  });

  it("leaves columns out before it cuts the others too short, in the order asked for", () => {
    const title = (width: number) => [...renderRich(VIEW.slice(3, 4), { paint: colourless, width })][0];
    expect(title(100)).toMatch(/^id +state +name +more +age$/);
    expect(title(44)).toMatch(/^id +state +name +more$/);
    expect(title(36)).toMatch(/^id +state +name$/);
  });

  it("draws the guides of a tree", () => {
    const small: ReadonlyArray<Branch> = [
      { depth: 0, more: [], line: line("top") },
      { depth: 1, more: [true], line: line("a") },
      { depth: 2, more: [true, false], line: line("b") },
      { depth: 1, more: [false], line: line("c") },
    ];
    const shown = [...renderRich([{ _tag: "Tree", branches: small }], { paint: colourless, width: 40 })];
    expect(shown).toEqual(["top", "├─ a", "│  └─ b", "└─ c"]);
  });

  it("is not limited where there is no terminal", () => {
    const shown = [...renderRich(VIEW.slice(1, 2), { paint: colourless, width: undefined })];
    expect(shown).toEqual([
      `short  ${"値".repeat(40)}`,
      "name   one two three four five six seven eight nine ten",
    ]);
  });
});

describe("renderTable", () => {
  it.each([40, 80])("fits %i columns in ASCII rules, each row as long as the rule", (width) => {
    const shown = [...renderTable(VIEW.slice(3, 4), width)];
    for (const row of shown) expect(widthOf(row)).toBe(widthOf(shown[0] ?? ""));
    expect(widthOf(shown[0] ?? "")).toBeLessThanOrEqual(width);
    expect(shown[0]).toMatch(/^\+[-+]+\+$/);
  });
});
