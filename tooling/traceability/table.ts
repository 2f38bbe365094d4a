import type { Reference } from "./references.ts";
import type { Statement } from "./statements.ts";

const HEADER = `# Traceability

What must hold, and the tests that turn red when it does not. A test names the statements that it proves in brackets in
its title; this table is made from those titles by \`npm run traceability\`, and a test keeps it current and complete.

| id | statement | tests |
| --- | --- | --- |
`;

const tests = (statement: Statement, files: ReadonlyArray<string>): string => {
  if (files.length > 0) return files.map((file) => `\`${file}\``).join("<br>");
  return statement.due === "now" ? "**none**" : `due with the part "${statement.due}"`;
};

/** The table as Markdown. */
export const traceabilityTable = (
  statements: ReadonlyArray<Statement>,
  references: ReadonlyArray<Reference>,
): string =>
  HEADER +
  statements
    .map((statement) => {
      const files = references.filter(({ id }) => id === statement.id).map(({ file }) => file);
      return `| ${statement.id} | ${statement.text} | ${tests(statement, files)} |\n`;
    })
    .join("");

/** The statements that are due now and have no test. */
export const uncovered = (
  statements: ReadonlyArray<Statement>,
  references: ReadonlyArray<Reference>,
): ReadonlyArray<string> =>
  statements
    .filter(({ due, id }) => due === "now" && !references.some((reference) => reference.id === id))
    .map(({ id }) => id);
