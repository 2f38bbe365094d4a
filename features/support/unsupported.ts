import type { CombinationName } from "./combinations.ts";
import type { Ability } from "./Lacks.ts";

/** A combination that cannot do what scenarios with a tag need, and why that is as it should be. */
export interface Unsupported {
  readonly combination: CombinationName;
  readonly ability: Ability;
  readonly reason: string;
}

/**
 * What is not supported. A scenario with the tag `@<ability>` still runs behind such a combination, up to the step that
 * it lacks; where no step lacks it, the entry is out of date and the scenario fails. Whatever a combination lacks
 * without an entry here fails as well.
 */
export const UNSUPPORTED: ReadonlyArray<Unsupported> = [
  {
    combination: "domain x memory",
    ability: "second-process",
    reason: "it lives in one process and is gone with it",
  },
  {
    combination: "domain x memory",
    ability: "raw",
    reason: "it keeps values, so there is no stored text that could be damaged",
  },
  {
    combination: "domain x memory",
    ability: "typing",
    reason: "what does not exist does not compile; decoding is the front ends'",
  },
  {
    combination: "domain x SQLite",
    ability: "typing",
    reason: "what does not exist does not compile; decoding is the front ends'",
  },
  {
    combination: "domain x PostgreSQL",
    ability: "typing",
    reason: "what does not exist does not compile; decoding is the front ends'",
  },
  {
    combination: "command line x SQLite",
    ability: "conditions",
    reason: "commands have no flag for a version; If-Match is HTTP's",
  },
  {
    combination: "command line x SQLite",
    ability: "snapshots",
    reason:
      "texts are asked for by digest over HTTP and in the library; the program shows them with their plan",
  },
  {
    combination: "command line x PostgreSQL",
    ability: "conditions",
    reason: "commands have no flag for a version; If-Match is HTTP's",
  },
  {
    combination: "command line x PostgreSQL",
    ability: "snapshots",
    reason:
      "texts are asked for by digest over HTTP and in the library; the program shows them with their plan",
  },
];

/** The entry that a scenario's tags and a combination meet, or undefined. */
export const unsupportedBy = (
  tags: ReadonlyArray<string>,
  combination: CombinationName,
): Unsupported | undefined =>
  UNSUPPORTED.find((entry) => entry.combination === combination && tags.includes(`@${entry.ability}`));
