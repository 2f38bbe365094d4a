import type { Doors } from "../history/Doors.ts";
import { Random } from "../Random.ts";
import type { Judge } from "../races/Judge.ts";
import { type Cut, cutShort, type Way } from "./cutAfter.ts";
import type { Preparation, Trial } from "./trials.ts";

/** What many cuts came to. */
export interface Cuts {
  /** Calls that their caller was told were done, had failed, or nothing about. */
  readonly told: { readonly [T in Cut["told"]]: number };
  /** Interrupted callers who found that it had happened: the commit had begun, and cannot be interrupted. */
  readonly interruptedAndDone: number;
  readonly problems: ReadonlyArray<string>;
}

const FIRST_MICROS = 5_000;

const problemOf = ({ told, words }: Cut, happened: boolean): string | undefined => {
  if (told === "done" && !happened) return "the caller was told that it was done, and it was not";
  return told === "failed" && happened ? `the caller was told "${words}", and it was done` : undefined;
};

/**
 * Cuts a call short again and again, most often around its end: whenever it came to an end the next cut comes earlier,
 * and otherwise later. A caller who was told that it failed finds nothing, and what a caller finds stays so.
 */
export const cutAnywhere = async (
  { judge, doors }: { readonly judge: Judge; readonly doors: Doors },
  way: Way,
  prepare: Preparation,
  { seed, trials }: { readonly seed: number; readonly trials: number },
): Promise<Cuts> => {
  const random = new Random(seed);
  const found: Array<{ readonly trial: Trial; readonly happened: boolean }> = [];
  const told = { done: 0, failed: 0, interrupted: 0 };
  const problems: Array<string> = [];
  let interruptedAndDone = 0;
  let micros = FIRST_MICROS;
  for (let number = 0; number < trials; number++) {
    const trial = await prepare(judge);
    const cut = await cutShort(way, trial.deed(doors), (micros * (60 + random.below(80))) / 100);
    const happened = await trial.happened();
    micros *= happened ? 0.9 : 1.1;
    told[cut.told]++;
    if (cut.told === "interrupted" && happened) interruptedAndDone++;
    const problem = problemOf(cut, happened);
    if (problem !== undefined) problems.push(problem);
    found.push({ trial, happened });
  }
  for (const { happened, trial } of found)
    if ((await trial.happened()) !== happened)
      problems.push("what a caller had found was another thing later");
  return { told, interruptedAndDone, problems };
};
