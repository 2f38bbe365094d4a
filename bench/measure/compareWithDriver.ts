import type { Scenario } from "../Scenario.ts";
import type { Sizes } from "../Sizes.ts";
import type { Arena, Call, Play, Sides } from "./Arena.ts";
import type { Measured } from "./Measured.ts";
import { type Batch, recordBatches, runScenario } from "./recordBatches.ts";
import { figureOf } from "./statistics.ts";

/** Milliseconds that each side took in one round for doing a scenario once. */
interface Timed {
  readonly scenario: Scenario;
  readonly ours: number;
  readonly theirs: number;
  /** NaN where no driver waits only where the ledger waits. */
  readonly pipelined: number;
}

/** Runs all of them one after the other, beginning with another one each round; answers milliseconds in their order. */
const takeTurns = async (plays: ReadonlyArray<Play>, round: number): Promise<ReadonlyArray<number>> => {
  const times: Array<number> = plays.map(() => Number.NaN);
  for (let turn = 0; turn < plays.length; turn++) {
    const index = (round + turn) % plays.length;
    const started = performance.now();
    await plays[index]?.();
    times[index] = performance.now() - started;
  }
  return times;
};

/** One scenario in one round on all sides; in rounds that do not count the drivers' answers are looked at. */
const timeBatch = async <C extends Call>(
  { ledger, pipelined, setDurable, twin }: Sides<C>,
  { calls, round, scenario }: Batch<C>,
  isWarmup: boolean,
): Promise<Timed> => {
  const how = isWarmup ? "prepareChecked" : "prepare";
  const drivers = [twin, ...(pipelined === null ? [] : [pipelined])].map((driver) => driver[how](calls));
  await setDurable(scenario.durable);
  const times = await takeTurns([() => runScenario(scenario, ledger, round), ...drivers], round);
  const [ours = Number.NaN, theirs = Number.NaN, other = Number.NaN] = times.map(
    (millis) => millis / scenario.times,
  );
  return { scenario, ours, theirs, pipelined: other };
};

const isBegin = ({ text }: Call): boolean => text.startsWith("BEGIN");

const measured = <C extends Call>(
  { engine }: Arena<C>,
  scenario: Scenario,
  timed: ReadonlyArray<Timed>,
  batches: ReadonlyArray<Batch<C>>,
): Measured => {
  const mine = timed.filter((one) => one.scenario === scenario);
  const calls = batches.find((batch) => batch.scenario === scenario)?.calls ?? [];
  const pipelined = mine.filter((one) => !Number.isNaN(one.pipelined));
  return {
    engine,
    name: scenario.name,
    against: "the driver",
    goal: scenario.goals[engine] ?? null,
    ratio: figureOf(mine.map(({ ours, theirs }) => ours / theirs)),
    ours: figureOf(mine.map(({ ours }) => ours)),
    theirs: figureOf(mine.map(({ theirs }) => theirs)),
    pipelinedRatio:
      pipelined.length === 0 ? null : figureOf(pipelined.map((one) => one.ours / one.pipelined)),
    statements: calls.length / scenario.times,
    transactions: calls.filter(isBegin).length / scenario.times,
  };
};

/**
 * Measures scenarios on a ledger against the driver doing the same statements on a copy of it, in rounds, one scenario
 * after the other. The first `warmups` rounds do not count; in those the driver's answers are held against what the
 * ledger got. `then` may use the ledger before it is closed.
 */
export const compareWithDriver = async <C extends Call>(
  arena: Arena<C>,
  scenarios: ReadonlyArray<Scenario>,
  { rounds, warmups }: Sizes,
  then: (sides: Sides<C>) => void,
): Promise<ReadonlyArray<Measured>> => {
  const batches = await recordBatches(arena, scenarios, warmups + rounds);
  const sides = await arena.openSides();
  const timed: Array<Timed> = [];
  for (const batch of batches) {
    const isWarmup = batch.round < warmups;
    const one = await timeBatch(sides, batch, isWarmup);
    if (!isWarmup) timed.push(one);
  }
  then(sides);
  await sides.close();
  return scenarios.map((scenario) => measured(arena, scenario, timed, batches));
};
