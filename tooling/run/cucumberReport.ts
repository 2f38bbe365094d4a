import { type Count, none } from "./Count.ts";
import { type Engine, enginesOf } from "./engines.ts";

interface Message {
  readonly testStepFinished?: {
    readonly testCaseStartedId: string;
    readonly testStepResult: { readonly status: string };
  };
  readonly testCaseFinished?: { readonly testCaseStartedId: string; readonly willBeRetried: boolean };
}

const verdict = (statuses: ReadonlySet<string>): keyof Count => {
  if (["FAILED", "AMBIGUOUS", "UNDEFINED", "UNKNOWN"].some((status) => statuses.has(status))) return "failed";
  return statuses.size === 1 && statuses.has("PASSED") ? "passed" : "skipped";
};

/** Reads what cucumber's `message` formatter wrote, and counts scenarios; one without any step counts as skipped. */
export const countCucumber = (text: string): Count => {
  const statuses = new Map<string, Set<string>>();
  let count = none;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const { testStepFinished, testCaseFinished } = JSON.parse(line) as Message;
    if (testStepFinished !== undefined) {
      const id = testStepFinished.testCaseStartedId;
      statuses.set(id, (statuses.get(id) ?? new Set()).add(testStepFinished.testStepResult.status));
    }
    if (testCaseFinished !== undefined && !testCaseFinished.willBeRetried) {
      const end = verdict(statuses.get(testCaseFinished.testCaseStartedId) ?? new Set());
      count = { ...count, [end]: count[end] + 1 };
    }
  }
  return count;
};

/** One of several runs in a report, and what came of it. */
export interface Part {
  readonly name: string;
  readonly count: Count;
}

/** Reads the parts of a report: the same scenarios behind one combination after the other, each begun by a line that names it. */
export const partsOfCucumber = (text: string): ReadonlyArray<Part> =>
  text
    .split(/^(?=\{"combination":)/m)
    .filter((part) => part.startsWith('{"combination":'))
    .map((part) => {
      const [first = "{}"] = part.split("\n", 1);
      const { combination } = JSON.parse(first) as { readonly combination: string };
      return { name: combination, count: countCucumber(part) };
    });

/** For each scenario that ran, the engine in the name of its combination. */
export const enginesOfCucumber = (text: string): ReadonlyArray<ReadonlyArray<Engine>> =>
  partsOfCucumber(text).flatMap(({ count, name }) =>
    Array.from({ length: count.passed + count.failed }, () => enginesOf("", [name])),
  );
