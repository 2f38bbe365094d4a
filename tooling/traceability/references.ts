import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** A test that says, in brackets in its title, which statements it proves. */
export interface Reference {
  readonly id: string;
  /** Path of the file from the root of the checkout. */
  readonly file: string;
}

const BRACKETS = /\[((?:[A-Z]{1,2}[0-9]{1,2})(?:(?:, |-)[A-Z]{1,2}[0-9]{1,2})*)\]/g;
const TESTS = /\.(?:test\.ts|feature)$|suites\/.*\.ts$/;
const LEFT_OUT = new Set(["node_modules", "dist", ".git", "reports", "coverage", "traceability"]);

/** `K1-K3` is K1, K2, K3. */
const expand = (text: string): ReadonlyArray<string> =>
  text.split(", ").flatMap((part) => {
    const [from, to] = part.split("-");
    const letters = /^[A-Z]+/.exec(from ?? "")?.[0] ?? "";
    const first = Number((from ?? "").slice(letters.length));
    const last = to === undefined ? first : Number(to.slice(letters.length));
    return Array.from({ length: last - first + 1 }, (_, index) => `${letters}${first + index}`);
  });

/** The ids that a text names in brackets. */
export const idsIn = (text: string): ReadonlyArray<string> =>
  Array.from(text.matchAll(BRACKETS), (match) => match[1] ?? "").flatMap(expand);

const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : TESTS.test(path) ? [path] : [];
  });

/** Every reference below a folder, each file once for each id, in the order of their paths. */
export const referencesBelow = (root: string): ReadonlyArray<Reference> =>
  filesBelow(root)
    .toSorted()
    .flatMap((path) =>
      [...new Set(idsIn(readFileSync(path, "utf8")))].map((id) => ({ id, file: relative(root, path) })),
    );
