import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Behaviour } from "./behaviours.ts";

/** The behaviours that each suite shows, by their ids. */
export interface Shown {
  readonly features: ReadonlySet<string>;
  readonly endToEnd: ReadonlySet<string>;
}

/** The titles of a file's groups of tests. */
export const groupsIn = (text: string): ReadonlyArray<string> =>
  Array.from(text.matchAll(/^\s*describe\("([^"]+)"/gm), ([, title = ""]) => title);

/** True when a feature file has something to run. */
export const hasScenario = (text: string): boolean => /^\s*Scenario(?: Outline)?:/m.test(text);

const texts = (folder: string, end: string): ReadonlyArray<readonly [name: string, text: string]> =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => [name.slice(0, -end.length), readFileSync(join(folder, name), "utf8")]);

/** What the suites of a checkout show; `root` ends with a slash. */
export const shownBelow = (root: string): Shown => ({
  features: new Set(
    texts(`${root}features`, ".feature").flatMap(([name, text]) => (hasScenario(text) ? [name] : [])),
  ),
  endToEnd: new Set(
    texts(`${root}robot-equivalent-e2e/test`, ".test.ts").flatMap(([, text]) => groupsIn(text)),
  ),
});

/** What keeps the two suites from covering one list, each a sentence. */
export const coverageProblems = (
  behaviours: ReadonlyArray<Behaviour>,
  { endToEnd, features }: Shown,
): ReadonlyArray<string> => {
  const known = new Map(behaviours.map((behaviour) => [behaviour.id, behaviour]));
  const strangers = (suite: string, ids: ReadonlySet<string>): ReadonlyArray<string> =>
    [...ids].filter((id) => !known.has(id)).map((id) => `${suite} show ${id}, which is not on the list`);
  return [
    ...behaviours.flatMap(({ id, onlyEndToEnd }) => {
      if (!endToEnd.has(id)) return [`no end-to-end test shows ${id}`];
      if (onlyEndToEnd === undefined) return features.has(id) ? [] : [`no feature shows ${id}`];
      return features.has(id) ? [`a feature shows ${id}, which is said to be impossible`] : [];
    }),
    ...strangers("features", features),
    ...strangers("end-to-end tests", endToEnd),
  ];
};
