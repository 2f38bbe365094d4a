import { createHash } from "node:crypto";
import type { Migration, Step } from "./Migration.ts";
import { canonicalSql, sqlTokens } from "./sqlTokens.ts";

const TITLE = /^-- migration: (?<name>\S+) after (?<predecessor>\S+)$/m;
const HEADING = /^-- (?:step: (?<step>.+)|run: (?<code>[\w-]+): (?<what>.+))$/gm;

const readSteps = (text: string): ReadonlyArray<Step> => {
  const headings = [...text.matchAll(HEADING)];
  return headings.map((heading, index): Step => {
    const sql = text.slice(heading.index + heading[0].length, headings[index + 1]?.index).trim();
    const { step, code, what } = heading.groups ?? {};
    return code === undefined
      ? { _tag: "Sql", description: step ?? "", sql }
      : { _tag: "Code", name: code, description: what ?? "", sql };
  });
};

const meaning = (step: Step): ReadonlyArray<string> => [
  step._tag === "Sql" ? "" : step.name,
  canonicalSql(sqlTokens(step.sql)),
];

/**
 * Reads the text of a migration: its title (`-- migration: NAME after PREDECESSOR`, `nothing` for the first), then steps that begin with
 * `-- step: DESCRIPTION` (SQL) or `-- run: NAME: DESCRIPTION` (code of that name). Throws when there is no title.
 */
export const readMigration = (text: string): Migration => {
  const { name, predecessor } = TITLE.exec(text)?.groups ?? {};
  if (name === undefined || predecessor === undefined) throw new Error("a migration without a title");
  const before = predecessor === "nothing" ? null : predecessor;
  const steps = readSteps(text);
  const checksum = createHash("sha256")
    .update(JSON.stringify([name, before, steps.map(meaning)]))
    .digest("hex");
  return { name, predecessor: before, checksum, steps };
};
