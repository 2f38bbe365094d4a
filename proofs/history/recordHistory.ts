import process from "node:process";
import * as Effect from "effect/Effect";
import { Random } from "../Random.ts";
import { answerOf } from "./answerOf.ts";
import { carryOut, type Hand } from "./carryOut.ts";
import { HistoryFile } from "./HistoryFile.ts";
import { Workload } from "./Workload.ts";

/** What one process records. */
export interface Recording {
  readonly file: string;
  readonly seed: number;
  /** When the run began, by the machine's monotonic clock, in nanoseconds; all processes count from there. */
  readonly base: bigint;
  /** How long to go on, in milliseconds. */
  readonly millis: number;
}

/** Does one thing after another until the time is over, and records each; answers how many there were. */
export const recordHistory = async (hand: Hand, { base, file, millis, seed }: Recording): Promise<number> => {
  const now = (): number => Number(process.hrtime.bigint() - base);
  const history = new HistoryFile(file);
  const workload = new Workload(new Random(seed));
  const until = now() + millis * 1e6;
  let calls = 0;
  for (; now() < until; calls++) {
    const command = workload.next();
    const index = history.begin(command, now());
    const answer = answerOf(await Effect.runPromiseExit(carryOut(command, hand)));
    const end = now();
    if (answer !== null) history.end(index, end, answer);
    workload.learn(command, answer);
  }
  history.close();
  return calls;
};
