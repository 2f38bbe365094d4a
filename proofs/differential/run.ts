import { compareOn, type Tally } from "./compare.ts";
import { drawStream } from "./draw/drawStream.ts";
import type { StoreKind } from "./Store.ts";
import { type Counterexample, shrink } from "./shrink.ts";

/** How much a run compares: at least so many commands, unless the time is over before. */
export interface Size {
  readonly commands: number;
  readonly millis: number;
}

/** What a run of many streams came to. */
export interface Compared {
  readonly commands: number;
  readonly streams: number;
  readonly tally: Tally;
  /** The first difference, with as few commands as were found to lead to it. */
  readonly counterexample: Counterexample | null;
}

/** Commands of one stream; each begins with an empty ledger. */
const STREAM = 400;
const SHRINK_MILLIS = 15_000;

/** Sends generated streams to all kinds of store until there were enough commands, or a difference. */
export const compareMany = async (
  kinds: ReadonlyArray<StoreKind>,
  seed: number,
  { commands: wanted, millis }: Size,
): Promise<Compared> => {
  const until = performance.now() + millis;
  const tally: Tally = new Map();
  let commands = 0;
  let streams = 0;
  while (commands < wanted && performance.now() < until) {
    const stream = drawStream(seed + streams, Math.min(STREAM, wanted - commands));
    const difference = await compareOn(kinds, stream, tally);
    streams++;
    commands += stream.commands.length;
    if (difference !== null) {
      const counterexample = await shrink(kinds, { stream, difference }, SHRINK_MILLIS);
      return { commands, streams, tally, counterexample };
    }
  }
  return { commands, streams, tally, counterexample: null };
};
