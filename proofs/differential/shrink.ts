import { compareOn, type Difference } from "./compare.ts";
import type { Stream } from "./draw/drawStream.ts";
import type { StoreKind } from "./Store.ts";

/** A stream that makes two stores differ, and how. */
export interface Counterexample {
  readonly stream: Stream;
  readonly difference: Difference;
}

const upTo = ({ difference, stream }: Counterexample): Counterexample => ({
  stream: { ...stream, commands: stream.commands.slice(0, difference.index + 1) },
  difference,
});

const without = (stream: Stream, from: number, count: number): Stream => ({
  ...stream,
  commands: [...stream.commands.slice(0, from), ...stream.commands.slice(from + count)],
});

/**
 * Leaves out as many commands as it can within `millis` while the stores still differ: everything after the difference,
 * then parts of what comes before, large ones first. Only the two stores that differed are asked.
 */
export const shrink = async (
  kinds: ReadonlyArray<StoreKind>,
  found: Counterexample,
  millis: number,
): Promise<Counterexample> => {
  const { left, right } = found.difference;
  const pair = kinds.filter(({ name }) => name === left.store || name === right.store);
  const until = performance.now() + millis;
  let best = upTo(found);
  for (let count = Math.ceil(best.stream.commands.length / 2); count >= 1; count = Math.floor(count / 2)) {
    // From the end on, where what matters is most likely to stay.
    for (let from = best.stream.commands.length - 1 - count; from >= 0; from -= count) {
      if (performance.now() > until) return best;
      const stream = without(best.stream, from, count);
      const difference = await compareOn(pair, stream);
      if (difference !== null) best = upTo({ stream, difference });
      from = Math.min(from, best.stream.commands.length - 1);
    }
  }
  return best;
};
