import { expect, it } from "@effect/vitest";
import { readMigration } from "../../src/chain/readMigration.ts";

const text = `-- migration: 0002_b after 0001_a
-- Why it is.

-- step: make a table
CREATE TABLE t (a TEXT);

-- run: fill-it: put the rows in
INSERT INTO t SELECT 1;
`;

it("reads the title and the steps in their order", () => {
  const { name, predecessor, steps } = readMigration(text);
  expect({ name, predecessor, steps }).toEqual({
    name: "0002_b",
    predecessor: "0001_a",
    steps: [
      { _tag: "Sql", description: "make a table", sql: "CREATE TABLE t (a TEXT);" },
      { _tag: "Code", name: "fill-it", description: "put the rows in", sql: "INSERT INTO t SELECT 1;" },
    ],
  });
});

it("gives the first migration no predecessor", () => {
  expect(readMigration("-- migration: 0001_a after nothing\n").predecessor).toBe(null);
});

it("refuses a text without a title", () => {
  expect(() => readMigration("CREATE TABLE t (a);")).toThrow("a migration without a title");
});

const checksum = (edit: (text: string) => string) => readMigration(edit(text)).checksum;

it("has a checksum that comments, white space and descriptions do not change", () => {
  const same = checksum((it) => it);
  expect(checksum((it) => it.replace("Why it is.", "Why else."))).toBe(same);
  expect(checksum((it) => it.replace("(a TEXT)", "(\n  a TEXT\n)"))).toBe(same);
  expect(checksum((it) => it.replace("put the rows in", "fill it"))).toBe(same);
});

it.each([
  ["a statement", "a TEXT", "a INTEGER"],
  ["the name", "0002_b", "0002_c"],
  ["the predecessor", "0001_a", "0001_z"],
  ["the code", "fill-it", "fill-that"],
  ["a statement below code", "SELECT 1", "SELECT 2"],
])("has another checksum when %s was edited [U16]", (_, from, to) => {
  expect(checksum((it) => it.replace(from, to))).not.toBe(checksum((it) => it));
});
