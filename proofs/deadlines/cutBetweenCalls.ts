import { withinMillis } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { Doors } from "../history/Doors.ts";
import type { Judge } from "../races/Judge.ts";
import type { Hook } from "./hook.ts";
import { PREPARATIONS, type Preparation, type Trial } from "./trials.ts";

const DEADLINE_MILLIS = 30;
/** More than any command makes. */
const MOST_CALLS = 60;

/** How a caller gives up while a store is being asked. */
type Ending = "a deadline that passes" | "an AbortSignal";

const spinUntil = (instant: number): void => {
  while (performance.now() < instant);
};

interface Ended {
  /** The caller was told that it was done. */
  readonly isDone: boolean;
  /** The call at which it was to be cut was made. */
  readonly isCut: boolean;
}

/** Runs something that is cut at a call of a store, counted from 1 on. */
const endAt = async (
  effect: Effect.Effect<unknown, unknown>,
  hook: Hook,
  call: number,
  ending: Ending,
): Promise<Ended> => {
  const controller = new AbortController();
  const until = performance.now() + DEADLINE_MILLIS + 1;
  let calls = 0;
  hook.beforeCall = () => {
    if (++calls !== call) return;
    if (ending === "an AbortSignal") controller.abort();
    else spinUntil(until);
  };
  const limited = ending === "an AbortSignal" ? effect : withinMillis(DEADLINE_MILLIS)(effect);
  const exit = await Effect.runPromiseExit(limited, { signal: controller.signal });
  hook.beforeCall = () => {};
  return { isDone: Exit.isSuccess(exit), isCut: calls >= call };
};

const problemOf = ({ isCut, isDone }: Ended, happened: boolean, ending: Ending): string | undefined => {
  if (isDone !== happened) return `the caller was told ${isDone ? "done" : "not done"}, and it was not so`;
  if (isCut && isDone) return "it was done although it was cut";
  // A machine that is busy with other things may let a deadline pass by itself.
  return !isCut && !isDone && ending === "an AbortSignal"
    ? "it was not done although nobody cut it"
    : undefined;
};

/** What became of cutting one command at one call after the other, and how many calls it makes. */
interface Cut {
  readonly problems: ReadonlyArray<string>;
  readonly calls: number;
}

/** Cuts a command at each of its calls, at most so many, and lets it end once when there are no more. */
const cutOne = async (
  { doors, judge }: { readonly judge: Judge; readonly doors: Doors },
  hook: Hook,
  {
    ending,
    most,
    prepare,
  }: { readonly prepare: Preparation; readonly ending: Ending; readonly most: number },
): Promise<Cut> => {
  const problems: Array<string> = [];
  const nothing: Array<Trial> = [];
  let call = 0;
  for (let isOver = false; !isOver && call < most; ) {
    call++;
    const trial = await prepare(judge);
    const ended = await endAt(trial.deed(doors), hook, call, ending);
    const happened = await trial.happened();
    const problem = problemOf(ended, happened, ending);
    if (problem !== undefined) problems.push(`at call ${call}: ${problem}`);
    if (!happened) nothing.push(trial);
    isOver = ended.isDone && !ended.isCut;
  }
  for (const { happened } of nothing) if (await happened()) problems.push("it happened after all");
  return { problems, calls: call };
};

/**
 * Gives up at every single call of a store that a command makes, the last one before the commit included; answers with
 * what went wrong. Nothing of it must be found, neither at once nor later.
 */
export const cutBetweenCalls = async (
  ledger: { readonly judge: Judge; readonly doors: Doors },
  hook: Hook,
): Promise<ReadonlyArray<string>> => {
  const found: Array<string> = [];
  for (const [name, prepare] of Object.entries(PREPARATIONS)) {
    // How many calls there are is only known where no deadline can pass by itself.
    let most = MOST_CALLS;
    for (const ending of ["an AbortSignal", "a deadline that passes"] as const) {
      const { calls, problems } = await cutOne(ledger, hook, { prepare, ending, most });
      if (calls === MOST_CALLS) found.push(`${name}: it never came to an end`);
      most = calls;
      found.push(...problems.map((problem) => `${name}, ${ending} ${problem}`));
    }
  }
  return found;
};
