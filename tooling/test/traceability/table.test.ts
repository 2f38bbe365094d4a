import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "@effect/vitest";
import { idsIn, referencesBelow } from "../../traceability/references.ts";
import { STATEMENTS } from "../../traceability/statements.ts";
import { traceabilityTable, uncovered } from "../../traceability/table.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const references = referencesBelow(root);

it("has a test for every statement that is due", () => {
  expect(uncovered(STATEMENTS, references)).toEqual([]);
});

it("is written down as the tests have it; `npm run traceability` writes it anew", () => {
  expect(readFileSync(`${root}docs/traceability.md`, "utf8")).toBe(traceabilityTable(STATEMENTS, references));
});

it("names only statements that exist, and rows of table K", () => {
  const known = new Set(STATEMENTS.map(({ id }) => id));
  expect(references.filter(({ id }) => !known.has(id) && !/^K(?:[1-9]|1[0-6])$/.test(id))).toEqual([]);
});

it("finds ids in brackets, lists and ranges, and nothing else", () => {
  expect(idsIn("it holds [R2, S1] and [K4-K6] but not [x] or R7")).toEqual(["R2", "S1", "K4", "K5", "K6"]);
});

it("notices a statement without a test", () => {
  expect(uncovered([{ id: "R1", text: "", due: "now" }], [{ id: "R2", file: "a" }])).toEqual(["R1"]);
});
