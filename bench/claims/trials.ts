import type { QueueKind } from "../seed/queues.ts";
import type { Crowd } from "./Claimers.ts";

/** Workers who claim, and the share of the bare statement's rate that theirs must reach. */
export interface Trial extends Crowd {
  readonly queue: QueueKind;
  readonly goal: number | null;
}

/** What is measured; the goal is the project's own. */
export const TRIALS: ReadonlyArray<Trial> = [
  { queue: "roots", processes: 1, workers: 1, goal: null },
  { queue: "roots", processes: 1, workers: 8, goal: 0.5 },
  { queue: "roots", processes: 8, workers: 1, goal: 0.5 },
  { queue: "children of many parents", processes: 1, workers: 8, goal: null },
  { queue: "children of one parent", processes: 1, workers: 8, goal: null },
];

/** Enough to see that everything still works. */
export const FEW_TRIALS: ReadonlyArray<Trial> = TRIALS.filter(
  ({ processes, queue, workers }) => processes === 1 && workers > 1 && queue !== "children of many parents",
);
