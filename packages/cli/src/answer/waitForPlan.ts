import { isFinished, type PlanError, type Plans, type PlanView, type StorageError } from "@planwright/domain";
import type { Wait } from "@planwright/domain/representation";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";

/** A plan that stopped at a gate waits for a person; anything else but what was asked for is a conflict. */
export const EXIT_OF_WAIT = { reached: 0, gate: 5, finished: 4, timeout: 4 } as const satisfies {
  readonly [O in Wait["outcome"]]: 0 | 4 | 5;
};

/** What to wait for, and for how long; undefined = for ever. */
export interface WaitFor {
  readonly until: Wait["until"];
  readonly timeoutSeconds: number | undefined;
}

/** Between two looks, in milliseconds: soon at first, so that short waits stay short, and never a burden. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;

const outcomeOf = ({ plan, waitingFor }: PlanView, { until }: WaitFor): Wait["outcome"] | undefined => {
  const state = plan.processingState;
  if (until !== null && state === until) return "reached";
  if (isFinished(state)) return until === null ? "reached" : "finished";
  return waitingFor?.kind === "approval" || waitingFor?.kind === "capture" ? "gate" : undefined;
};

/** Looks at a plan again and again until the waiting is over; each look is a unit of work of its own. */
export const waitForPlan = Effect.fnUntraced(function* (
  plans: Plans["Service"],
  id: string,
  question: WaitFor,
): Effect.fn.Return<{ readonly view: PlanView; readonly wait: Wait }, PlanError | StorageError> {
  const { timeoutSeconds, until } = question;
  const started = yield* Clock.currentTimeMillis;
  const most = timeoutSeconds === undefined ? Number.POSITIVE_INFINITY : timeoutSeconds * 1_000;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    const view = yield* plans.status(id);
    const waitedMillis = (yield* Clock.currentTimeMillis) - started;
    const outcome = outcomeOf(view, question) ?? (waitedMillis >= most ? "timeout" : undefined);
    if (outcome !== undefined) return { view, wait: { until, outcome, waitedMillis } };
    yield* Effect.sleep(Math.min(pause, most - waitedMillis));
  }
});
