import type { IRunResult, runCucumber } from "@cucumber/cucumber/api";
import type { CombinationName } from "../support/combinations.ts";
import { TAGS } from "../support/tags.ts";
import { type Unsupported, unsupportedBy } from "../support/unsupported.ts";

/** What Cucumber tells while it runs. */
export type Envelope = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];
export type { IRunResult };

/** Counts what becomes of the scenarios behind one combination. */
export class Tally {
  readonly #combination: CombinationName;
  readonly #tags = new Map<string, ReadonlyArray<string>>();
  readonly #pickleOf = new Map<string, string>();
  readonly #started = new Map<string, string>();
  readonly #failed = new Set<string>();
  /** How many scenarios met each entry of unsupported.ts. */
  readonly met = new Map<Unsupported, number>();
  readonly unknownTags = new Set<string>();
  passed = 0;
  failed = 0;

  constructor(combination: CombinationName) {
    this.#combination = combination;
  }

  /** Takes in one message of a run. */
  note({ pickle, testCase, testCaseFinished, testCaseStarted, testStepFinished }: Envelope): void {
    if (pickle !== undefined)
      this.#tags.set(
        pickle.id,
        pickle.tags.map((tag) => tag.name),
      );
    if (testCase !== undefined) this.#pickleOf.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined) this.#started.set(testCaseStarted.id, testCaseStarted.testCaseId);
    if (testStepFinished !== undefined && testStepFinished.testStepResult.status !== "PASSED")
      this.#failed.add(testStepFinished.testCaseStartedId);
    if (testCaseFinished !== undefined) this.#end(testCaseFinished.testCaseStartedId);
  }

  #end(started: string): void {
    const tags = this.#tags.get(this.#pickleOf.get(this.#started.get(started) ?? "") ?? "") ?? [];
    for (const tag of tags) if (!TAGS.has(tag)) this.unknownTags.add(tag);
    if (this.#failed.has(started)) this.failed += 1;
    else this.passed += 1;
    const unsupported = unsupportedBy(tags, this.#combination);
    if (unsupported !== undefined) this.met.set(unsupported, (this.met.get(unsupported) ?? 0) + 1);
  }
}
