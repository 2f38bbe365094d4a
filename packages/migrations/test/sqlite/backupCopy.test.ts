import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import { contentOf, discard, reserve, seal } from "../../src/sqlite/backupCopy.ts";
import { open } from "../database.ts";
import { temporaryFolder } from "../folder.ts";

/** A finished copy with two rows, not yet sealed. */
const copyIn = (folder: string) => {
  const copy = {
    location: join(folder, "ledger.db"),
    partial: join(folder, "copy.partial"),
    target: join(folder, "copy.db"),
    expected: { notes: 2 },
  };
  reserve(copy);
  const database = open(copy.partial);
  database.exec("CREATE TABLE notes (body TEXT); CREATE INDEX by_body ON notes (body)");
  database.exec("INSERT INTO notes VALUES ('needle one'), ('needle two')");
  expect(contentOf(database)).toEqual(copy.expected);
  database.close();
  return copy;
};

it("gives a copy its name when it is whole", () => {
  const copy = copyIn(temporaryFolder());
  seal(copy);
  expect(existsSync(copy.partial)).toBe(false);
  expect(open(copy.target).prepare("SELECT count(*) FROM notes").pluck().get()).toBe(2);
});

it("gives no name to a copy that lacks rows or a table", () => {
  const copy = copyIn(temporaryFolder());
  expect(() => seal({ ...copy, expected: { notes: 3 } })).toThrow(
    "the copy holds 2 rows of notes instead of 3",
  );
  expect(() => seal({ ...copy, expected: { others: 0 } })).toThrow(
    "the copy holds no rows of others instead of 0",
  );
  expect(existsSync(copy.target)).toBe(false);
});

it("gives no name to a damaged copy", () => {
  const copy = copyIn(temporaryFolder());
  const bytes = readFileSync(copy.partial);
  // In the index only: the table still has all its rows.
  bytes.write("haystack", bytes.lastIndexOf("needle one"));
  writeFileSync(copy.partial, bytes);
  expect(() => seal(copy)).toThrow("the copy is damaged");
  expect(existsSync(copy.target)).toBe(false);
});

it("starts over where a killed run left half a copy", () => {
  const copy = copyIn(temporaryFolder());
  reserve(copy);
  expect(readFileSync(copy.partial)).toHaveLength(0);
  discard(copy);
  expect(existsSync(copy.partial)).toBe(false);
});
