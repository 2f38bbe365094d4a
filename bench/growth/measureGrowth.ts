import type { EngineName } from "../measure/Arena.ts";
import { type Figure, figureOf } from "../measure/statistics.ts";
import type { GrownLedger, QueryPlan } from "./GrownLedger.ts";
import type { Probe } from "./Probe.ts";

/** What came out for one probe. */
export interface MeasuredGrowth {
  readonly engine: EngineName;
  readonly name: string;
  readonly goal: number | null;
  /** Milliseconds for doing it once, by the ledgers' sizes. */
  readonly times: ReadonlyArray<{ readonly size: number; readonly millis: Figure }>;
  /** In the largest ledger over the smallest, by round. */
  readonly ratio: Figure;
  /** What the engine does in the largest ledger. */
  readonly plans: ReadonlyArray<QueryPlan>;
}

/** How often everything is done. */
export interface GrowthRounds {
  readonly rounds: number;
  readonly warmups: number;
}

/** The median time of a probe in a round, in milliseconds. */
const timeProbe = async (probe: Probe, grown: GrownLedger, round: number): Promise<number> => {
  const times: Array<number> = [];
  for (let index = 0; index < probe.times; index++) {
    const started = performance.now();
    const then = await probe.run(grown, round * probe.times + index);
    times.push(performance.now() - started);
    await then();
  }
  return figureOf(times).median;
};

/**
 * Measures probes on ledgers of rising size. All sizes take turns within a round, another one first each time, so that a
 * disturbance meets all of them.
 */
export const measureGrowth = async (
  ledgers: ReadonlyArray<GrownLedger>,
  probes: ReadonlyArray<Probe>,
  { rounds, warmups }: GrowthRounds,
): Promise<ReadonlyArray<MeasuredGrowth>> => {
  const measured: Array<MeasuredGrowth> = [];
  for (const probe of probes) {
    const medians: ReadonlyArray<Array<number>> = ledgers.map(() => []);
    for (let round = 0; round < warmups + rounds; round++) {
      for (let turn = 0; turn < ledgers.length; turn++) {
        const index = (round + turn) % ledgers.length;
        const grown = ledgers[index];
        if (grown === undefined) continue;
        const millis = await timeProbe(probe, grown, round);
        if (round >= warmups) medians[index]?.push(millis);
      }
    }
    const [smallest = []] = medians;
    const largest = medians.at(-1) ?? [];
    const last = ledgers.at(-1);
    measured.push({
      engine: last?.engine ?? "SQLite",
      name: probe.name,
      goal: probe.goal,
      times: ledgers.map(({ size }, index) => ({ size, millis: figureOf(medians[index] ?? []) })),
      ratio: figureOf(largest.map((millis, round) => millis / (smallest[round] ?? Number.NaN))),
      plans: (await last?.explain(probe)) ?? [],
    });
  }
  return measured;
};
